package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What programs may do under the stackful model that they may not under others, and what is said where it cannot be had. */
class StackfulTest {
    private static final String ANYWHERE = """
            import static dev.bobbin.Async.done;

            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;
            import dev.bobbin.Channel;
            import dev.bobbin.Clock;
            import dev.bobbin.Scope;
            import java.time.Duration;
            import java.util.ArrayList;
            import java.util.List;

            public class Anywhere {
                private final int made;

                private Anywhere(int x) {
                    made = later(x).await();
                }

                private static Async<Integer> later(int x) {
                    Clock.sleep(Duration.ofMillis(1)).await();
                    return done(x);
                }

                private static int plain(int x) {
                    return later(x).await() + 1;
                }

                private static Async<List<Integer>> sorted() {
                    List<Integer> numbers = new ArrayList<>(List.of(3, 1, 2));
                    numbers.sort((a, b) -> later(a).await() - later(b).await());
                    return done(numbers);
                }

                private static Async<Integer> total() {
                    Channel<Integer> channel = Channel.rendezvous();
                    try (var scope = Scope.open()) {
                        scope.spawn(() -> {
                            List.of(1, 2, 3).forEach(v -> channel.send(v).await());
                            channel.close();
                            return done();
                        });
                        int sum = 0;
                        for (var it = channel.iterator(); it.next().await(); ) {
                            sum += it.value();
                        }
                        scope.join().await();
                        return done(sum);
                    }
                }

                private static Async<String> all() {
                    return done(plain(1) + " " + new Anywhere(5).made + " " + sorted().await() + " " + total().await());
                }

                public static void main(String[] args) {
                    System.out.println(Bobbin.run(() -> all()));
                }
            }
            """;

    private static final String PINNED = """
            import static dev.bobbin.Async.done;

            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;
            import dev.bobbin.Clock;
            import java.time.Duration;

            public class Pinned {
                private static class Late {
                    static final String SAID = waits("initialiser");
                }

                private static String waits(String what) {
                    try {
                        Clock.sleep(Duration.ofMillis(1)).await();
                        return what + " waited";
                    } catch (IllegalStateException e) {
                        return e.getMessage();
                    }
                }

                private static Async<Void> all() {
                    System.out.println(Late.SAID);
                    System.out.println(waits("coroutine"));
                    return done();
                }

                public static void main(String[] args) {
                    Bobbin.run(() -> all());
                }
            }
            """;

    private static final String OUTSIDE = """
            import dev.bobbin.Bobbin;

            public class Outside {
                public static void main(String[] args) {
                    Bobbin.yieldNow().await();
                }
            }
            """;

    @TempDir
    Path dir;

    private ChildJvm child;

    @BeforeEach
    void before() throws IOException {
        child = new ChildJvm(dir);
        Files.writeString(dir.resolve("Anywhere.java"), ANYWHERE);
        Files.writeString(dir.resolve("Pinned.java"), PINNED);
        Files.writeString(dir.resolve("Outside.java"), OUTSIDE);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void await_inPlainMethodsConstructorsAndLambdas_suspends() throws Exception {
        for (String way : new String[] {"carried", "threads"}) {
            assertThat(child.withFlags("-Ddev.bobbin.stackful=" + way)
                            .bobbin("run", "--model", "stackful", "Anywhere.java"))
                    .isEqualTo(new ChildJvm.Outcome(0, "2 5 [1, 2, 3] 6\n", ""));
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void await_whereTheStackIsPinned_isAnErrorAndTheCoroutineGoesOn() throws Exception {
        assertThat(child.withFlags("-Ddev.bobbin.stackful=carried").bobbin("run", "--model", "stackful", "Pinned.java"))
                .satisfies(outcome -> assertThat(outcome.out())
                        .startsWith("cannot suspend a coroutine under a native method or a class initialiser")
                        .endsWith("coroutine waited\n"))
                .satisfies(outcome -> assertThat(outcome.status()).isZero());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void await_outsideACoroutine_saysWhereItMayStand() throws Exception {
        var outcome = child.bobbin("run", "--model", "stackful", "Outside.java");

        assertThat(outcome.err())
                .contains("await() was called outside a coroutine")
                .contains("Outside.main(Outside.java:5)")
                .contains("Under the stackful model put it into what Bobbin.run(() -> ...) calls");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void run_onAnOldJdk_saysWhichIsNeeded() throws Exception {
        assertThat(child.bobbin("run", "--model", "stackful", "Anywhere.java"))
                .isEqualTo(new ChildJvm.Outcome(
                        2,
                        "",
                        "bobbin: the stackful model needs JDK 21 or later to run, and this is JDK "
                                + Runtime.version().feature()
                                + ": set JAVA_HOME to another, or leave out --model stackful\n"));
    }
}
