package dev.bobbin.lab;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.lab.call.AwaitedCall;
import dev.bobbin.lab.call.KotlinCall;
import dev.bobbin.lab.call.PlainCall;
import dev.bobbin.lab.call.ThreadCall;
import dev.bobbin.lab.communication.CommunicatingKotlin;
import dev.bobbin.lab.communication.CommunicatingTasks;
import dev.bobbin.lab.communication.CommunicatingThreads;
import dev.bobbin.lab.coroutine.Kind;
import dev.bobbin.lab.coroutine.Switching;
import dev.bobbin.lab.coroutine.SwitchingContinuation;
import dev.bobbin.lab.coroutine.SwitchingKotlin;
import dev.bobbin.lab.coroutine.SwitchingThreads;
import dev.bobbin.lab.coroutine.Transferring;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.generator.Counting;
import dev.bobbin.lab.generator.Elements;
import dev.bobbin.lab.generator.Maker;
import dev.bobbin.lab.generator.Walking;
import dev.bobbin.lab.locals.ResumedLocals;
import dev.bobbin.lab.loop.AwaitedLoop;
import dev.bobbin.lab.loop.PlainLoop;
import dev.bobbin.lab.pingpong.PlayingKotlin;
import dev.bobbin.lab.pingpong.PlayingTasks;
import dev.bobbin.lab.pingpong.PlayingThreads;
import dev.bobbin.lab.resume.KotlinResumption;
import dev.bobbin.lab.resume.Resumption;
import dev.bobbin.lab.resume.ThreadResumption;
import dev.bobbin.lab.skynet.SkynetKotlin;
import dev.bobbin.lab.skynet.SkynetTasks;
import dev.bobbin.lab.skynet.SkynetThreads;
import dev.bobbin.lab.spawn.SpawnedAtOnce;
import dev.bobbin.lab.spawn.SpawnedKotlin;
import dev.bobbin.lab.spawn.SpawnedTasks;
import dev.bobbin.lab.spawn.SpawnedThreads;
import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.yielding.YieldingKotlin;
import dev.bobbin.lab.yielding.YieldingTasks;
import dev.bobbin.lab.yielding.YieldingThreads;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The benches' own work is right under every form before anybody times it. */
class AnswersTest {
    private static final List<String> KERNELS = List.of("hash", "ints", "floats");
    private static final List<String> PLACES = List.of("after", "nested", "twice", "inside");

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void call_eachForm_givesTheExpectedAnswer(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            Object bench = instance(lab, AwaitedCall.class);

            assertThatCode(() -> call(bench, "check")).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void resume_eachFormAtEachDepth_countsResumptionsAndLevels(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            for (int depth : List.of(1, 10, 30, 100)) {
                Object bench = instance(lab, Resumption.class);
                set(bench, "depth", depth);

                assertThatCode(() -> call(bench, "start", "resume", "resume", "end"))
                        .as("depth %s", depth)
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void locals_eachForm_loseNoChange(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            for (List<Integer> localsAndDead : List.of(List.of(1, 0), List.of(8, 0), List.of(32, 0), List.of(1, 31))) {
                Object bench = instance(lab, ResumedLocals.class);
                set(bench, "locals", localsAndDead.get(0));
                set(bench, "dead", localsAndDead.get(1));

                assertThatCode(() -> call(bench, "start", "resume", "resume", "end"))
                        .as("%s", localsAndDead)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void locals_withStacks_loseNoChange() throws Exception {
        ClassLoader own = AnswersTest.class.getClassLoader();
        for (List<Integer> localsAndDead : List.of(List.of(1, 0), List.of(8, 0), List.of(32, 0), List.of(1, 31))) {
            Object bench = instance(own, ResumedLocals.class);
            setEnum(bench, "kind", Kind.STACKFUL);
            set(bench, "locals", localsAndDead.get(0));
            set(bench, "dead", localsAndDead.get(1));
            if (Runtime.version().feature() < Threads.FIRST_WITH_VIRTUAL) {
                assertThatThrownBy(() -> call(bench, "start"))
                        .rootCause()
                        .hasMessageStartingWith("stackful coroutines need JDK 21 or later");
            } else {
                assertThatCode(() -> call(bench, "start", "resume", "resume", "end"))
                        .as("%s", localsAndDead)
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void loop_eachForm_givesTheExpectedAnswer(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            assertLoopsAnswer(lab, AwaitedLoop.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void yieldSpawnAndPingPong_eachFormOnEachScheduler_giveTheExpectedAnswers(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            for (Class<?> benchmark : List.of(YieldingTasks.class, SpawnedTasks.class, PlayingTasks.class)) {
                for (String scheduler : List.of("single", "workers")) {
                    Object bench = instance(lab, benchmark);
                    set(bench, "scheduler", scheduler);
                    assertThatCode(() -> call(bench, "check", "end"))
                            .as("%s %s", benchmark, scheduler)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void communication_eachFormOnEachScheduler_givesTheExpectedAnswers(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            for (String scheduler : List.of("single", "workers")) {
                for (String program : List.of("channel", "select", "mutex", "fanout")) {
                    Object bench = instance(lab, CommunicatingTasks.class);
                    set(bench, "scheduler", scheduler);
                    set(bench, "program", program);
                    assertThatCode(() -> call(bench, "check", "end"))
                            .as("%s %s", program, scheduler)
                            .doesNotThrowAnyException();
                }
                Object skynet = instance(lab, SkynetTasks.class);
                set(skynet, "scheduler", scheduler);
                assertThatCode(() -> call(skynet, "check", "end")).as(scheduler).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "workers"})
    void kotlin_onEachScheduler_givesTheExpectedAnswers(String scheduler) throws Exception {
        ClassLoader own = AnswersTest.class.getClassLoader();
        for (Class<?> benchmark :
                List.of(YieldingKotlin.class, SpawnedKotlin.class, PlayingKotlin.class, SkynetKotlin.class)) {
            Object bench = instance(own, benchmark);
            set(bench, "scheduler", scheduler);
            assertThatCode(() -> call(bench, "check")).as("%s", benchmark).doesNotThrowAnyException();
        }
        for (String program : List.of("channel", "select", "mutex", "fanout")) {
            Object bench = instance(own, CommunicatingKotlin.class);
            set(bench, "scheduler", scheduler);
            set(bench, "program", program);
            assertThatCode(() -> call(bench, "check")).as(program).doesNotThrowAnyException();
        }
    }

    @Test
    void kotlin_callAndResume_giveTheExpectedAnswers() throws Exception {
        ClassLoader own = AnswersTest.class.getClassLoader();
        assertThatCode(() -> new KotlinCall().check()).doesNotThrowAnyException();
        for (int depth : List.of(1, 10, 30, 100)) {
            Object bench = instance(own, KotlinResumption.class);
            set(bench, "depth", depth);
            assertThatCode(() -> call(bench, "start", "resume", "resume", "end"))
                    .as("depth %s", depth)
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Threads> kindsOfThreads() {
        boolean both = Runtime.version().feature() >= Threads.FIRST_WITH_VIRTUAL;
        return Stream.of(Threads.values()).filter(kind -> both || kind == Threads.PLATFORM);
    }

    @ParameterizedTest
    @MethodSource("kindsOfThreads")
    void yieldSpawnAndPingPong_ofThreads_giveTheExpectedAnswers(Threads kind) throws Exception {
        ClassLoader own = AnswersTest.class.getClassLoader();
        for (Class<?> benchmark : List.of(YieldingThreads.class, SpawnedThreads.class, PlayingThreads.class)) {
            Object bench = instance(own, benchmark);
            set(bench, "kind", kind);
            assertThatCode(() -> call(bench, "check")).as("%s", benchmark).doesNotThrowAnyException();
        }
        for (String program : List.of("channel", "mutex", "fanout")) {
            Object bench = instance(own, CommunicatingThreads.class);
            set(bench, "kind", kind);
            set(bench, "program", program);
            assertThatCode(() -> call(bench, "check")).as(program).doesNotThrowAnyException();
        }
        Object skynet = instance(own, SkynetThreads.class);
        set(skynet, "kind", kind);
        assertThatCode(() -> call(skynet, "check")).doesNotThrowAnyException();
    }

    @Test
    void callResumeAndSpawn_ofVirtualThreads_giveTheExpectedAnswersWhereThereAreSome() throws Exception {
        ClassLoader own = AnswersTest.class.getClassLoader();
        List<Object> benches = new ArrayList<>(List.of(new ThreadCall(), new SpawnedAtOnce()));
        for (int depth : List.of(1, 10, 100)) {
            Object resumption = instance(own, ThreadResumption.class);
            set(resumption, "depth", depth);
            benches.add(resumption);
        }
        for (Object bench : benches) {
            if (Runtime.version().feature() < Threads.FIRST_WITH_VIRTUAL) {
                assertThatThrownBy(() -> call(bench, "check")).cause().isInstanceOf(LinkageError.class);
            } else {
                assertThatCode(() -> call(bench, "check")).as("%s", bench).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void switch_ofKotlin_countsYields() {
        Object switching = new SwitchingKotlin();

        assertThatCode(() -> call(switching, "begin", "switches", "switches", "end"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void generators_eachForm_giveTheExpectedAnswers(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            assertGeneratorsAnswer(lab, Maker.BOBBIN);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "KOTLIN"})
    void generators_ofOthers_giveTheExpectedAnswers(Maker maker) throws Exception {
        assertGeneratorsAnswer(AnswersTest.class.getClassLoader(), maker);
    }

    private static void assertGeneratorsAnswer(ClassLoader lab, Maker maker) throws Exception {
        for (Elements elements : Elements.values()) {
            Object counting = instance(lab, Counting.class);
            setEnum(counting, "maker", maker);
            setEnum(counting, "elements", elements);
            assertThatCode(() -> call(counting, "check", "count"))
                    .as("%s", elements)
                    .doesNotThrowAnyException();
        }
        for (int depth : List.of(16, 1000)) {
            Object walking = instance(lab, Walking.class);
            setEnum(walking, "maker", maker);
            set(walking, "depth", depth);
            assertThatCode(() -> call(walking, "check", "walk", "walk", "check"))
                    .as("depth %s", depth)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void switchAndTransfer_eachForm_countSwitches(Form form) throws Exception {
        try (URLClassLoader lab = labIn(form)) {
            assertCoroutinesAnswer(lab, Kind.STACKLESS);
        }
    }

    @ParameterizedTest
    @MethodSource("kindsOfThreads")
    void switch_ofThreads_countsTurns(Threads kind) throws Exception {
        Object switching = instance(AnswersTest.class.getClassLoader(), SwitchingThreads.class);
        set(switching, "kind", kind);

        assertThatCode(() -> call(switching, "check")).doesNotThrowAnyException();
    }

    @Test
    void switchAndTransfer_withStacks_countSwitches() throws Exception {
        ClassLoader own = AnswersTest.class.getClassLoader();
        if (Runtime.version().feature() < Threads.FIRST_WITH_VIRTUAL) {
            Object switching = instance(own, Switching.class);
            set(switching, "kind", Kind.STACKFUL);
            assertThatThrownBy(() -> call(switching, "begin"))
                    .rootCause()
                    .hasMessageStartingWith("stackful coroutines need JDK 21 or later");
        } else {
            assertCoroutinesAnswer(own, Kind.STACKFUL);
            Object raw = instance(own, SwitchingContinuation.class);
            assertThatCode(() -> call(raw, "begin", "switches", "end")).doesNotThrowAnyException();
        }
    }

    private static void assertCoroutinesAnswer(ClassLoader lab, Kind kind) throws Exception {
        Object switching = instance(lab, Switching.class);
        setEnum(switching, "kind", kind);
        assertThatCode(() -> call(switching, "begin", "switches", "switches", "end"))
                .doesNotThrowAnyException();
        Object transferring = instance(lab, Transferring.class);
        setEnum(transferring, "kind", kind);
        assertThatCode(() -> call(transferring, "begin", "transfers", "transfers", "end"))
                .doesNotThrowAnyException();
    }

    @Test
    void plainSubjects_giveTheExpectedAnswers() throws Exception {
        ClassLoader own = AnswersTest.class.getClassLoader();

        assertLoopsAnswer(own, PlainLoop.class);
        assertThatCode(() -> new PlainCall().check()).doesNotThrowAnyException();
    }

    private static void assertLoopsAnswer(ClassLoader lab, Class<?> benchmark) throws Exception {
        for (String kernel : KERNELS) {
            for (String place : PLACES) {
                Object bench = instance(lab, benchmark);
                set(bench, "kernel", kernel);
                set(bench, "place", place);

                assertThatCode(() -> call(bench, "check", "passes", "checkAgain"))
                        .as("%s %s", kernel, place)
                        .doesNotThrowAnyException();
            }
        }
    }

    /** The class path of a measuring JVM, all of it loaded anew. */
    private static URLClassLoader labIn(Form form) throws Exception {
        String[] places = new WovenLab(form).path().split(File.pathSeparator);
        URL[] urls = new URL[places.length];
        for (int i = 0; i < places.length; i++) {
            urls[i] = Path.of(places[i]).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static Object instance(ClassLoader lab, Class<?> benchmark) throws Exception {
        return lab.loadClass(benchmark.getName()).getConstructor().newInstance();
    }

    private static void set(Object bench, String field, Object value) throws Exception {
        bench.getClass().getField(field).set(bench, value);
    }

    /** The constant of that name that the bench's own class loader has. */
    private static void setEnum(Object bench, String field, Enum<?> value) throws Exception {
        for (Object constant : bench.getClass().getField(field).getType().getEnumConstants()) {
            if (constant.toString().equals(value.name())) {
                set(bench, field, constant);
            }
        }
    }

    private static void call(Object bench, String... methods) throws Exception {
        for (String method : methods) {
            bench.getClass().getMethod(method).invoke(bench);
        }
    }
}
