package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Task;
import dev.bobbin.cli.inspect.Findings;
import dev.bobbin.cli.inspect.HtmlReport;
import dev.bobbin.cli.inspect.JsonReport;
import dev.bobbin.cli.inspect.ObjectSize;
import dev.bobbin.cli.inspect.TextReport;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.report.Allocation;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.ObjectShape;
import dev.bobbin.compiler.report.Reason;
import dev.bobbin.compiler.report.StateReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jol.datamodel.Model64;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.layouters.HotSpotLayouter;

/** What inspect says of each form. */
class InspectFormsTest {
    @TempDir
    Path dir;

    @Test
    void coroutine_underEachForm_hasSizesAndCode() throws Exception {
        // when
        Inspected inspected = Inspected.ofMembers(dir, """
                static Async<Integer> total(int x) {
                    return done(step(x).await() + step(x + 1).await() + x);
                }
                static Async<Integer> step(int x) {
                    Bobbin.yieldNow().await();
                    return done(x + 1);
                }
                static Async<Integer> total(int x, int y) {
                    return done(step(x).await() + y);
                }
                """);

        // then
        assertThat(inspected.inspection().coroutines()).hasSize(3).allSatisfy(coroutine -> {
            assertThat(coroutine.forms())
                    .extracting(FormReport::form)
                    .containsExactlyElementsOf(
                            Options.forms().stream().map(Options::toString).toList());
            assertThat(coroutine.forms()).allSatisfy(form -> {
                assertThat(form.codeBytes()).isGreaterThan(coroutine.codeBytes());
                assertThat(form.methods()).isNotEmpty();
                assertThat(form.classFileBytes()).isPositive();
                assertThat(form.allocations())
                        .isNotEmpty()
                        .allSatisfy(each -> assertThat(shape(form, each)).isEqualTo(each.objects() > 0));
                assertThat(form.objects()).isNotEmpty().allSatisfy(shape -> {
                    ObjectSize size = ObjectSize.of(shape);
                    ObjectSize base = ObjectSize.ofBase(shape);
                    assertThat(size.bytes()).isPositive().isGreaterThanOrEqualTo(base.bytes());
                    assertThat(size.compact()).isPositive().isLessThanOrEqualTo(size.bytes());
                });
            });
        });
        assertThat(inspected.coroutine("total").forms().get(0).methods())
                .extracting(FormReport.MethodSize::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void layout_ofClassFiles_isThatOfLoadedClasses() throws Exception {
        // given
        Inspected inspected =
                Inspected.ofMembers(dir, "static Async<Integer> one() { Bobbin.yieldNow().await(); return done(1); }");
        ObjectShape root = fused(inspected, "one").objects().stream()
                .filter(shape -> shape.role().equals("root"))
                .findFirst()
                .orElseThrow();

        // when
        ObjectSize base = ObjectSize.ofBase(root);

        // then
        ClassLayout loaded = ClassLayout.parseClass(Task.class, new HotSpotLayouter(new Model64(true, true, 8), 17));
        assertThat(base.bytes()).isEqualTo(loaded.instanceSize());
    }

    @Test
    void callees_ofRoot_haveReasons() throws Exception {
        // when
        Inspected inspected = Inspected.ofMembers(dir, """
                static Async<Integer> all(int n) {
                    int sum = hosted(n).await();
                    sum += recursive(n).await();
                    sum += large(n, 1, 2, 3).await();
                    sum += never().await();
                    sum += new Test().virtual().await();
                    return done(sum);
                }
                static Async<Integer> hosted(int n) { Bobbin.yieldNow().await(); return done(n); }
                static Async<Integer> recursive(int n) {
                    return done(n == 0 ? 0 : n + recursive(n - 1).await());
                }
                static Async<Integer> never() { return done(atOnce().await()); }
                static Async<Integer> atOnce() { return done(1); }
                Async<Integer> virtual() { Bobbin.yieldNow().await(); return done(1); }
                static Async<Integer> large(long a, long b, long c, long d) {
                    long e = a * b, f = e * c, g = f * d, h = g * a, i = h * b, j = i * c, k = j * d, l = k * a,
                            m = l * b, n = m * c, o = n * d, p = o * a, q = p * b, r = q * c, s = r * d, t = s * a;
                    Bobbin.yieldNow().await();
                    return done((int) (a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t));
                }
                """);

        // then
        FormReport form = fused(inspected, "all");
        assertThat(reason(form, 1)).isEqualTo(Reason.HOSTED);
        assertThat(reason(form, 2)).isEqualTo(Reason.HOSTED);
        assertThat(reason(form, 3)).isEqualTo(Reason.BYTE_BUDGET);
        assertThat(reason(form, 4)).isEqualTo(Reason.NO_FRAME);
        assertThat(reason(form, 5)).isEqualTo(Reason.VIRTUAL);
        assertThat(form.awaits())
                .filteredOn(await -> await.reason() == Reason.RECURSION)
                .singleElement()
                .satisfies(await -> assertThat(form.frames().get(await.caller()).coroutine())
                        .endsWith("recursive"));
        assertThat(form.awaits())
                .filteredOn(await -> await.number() == HostedReport.HEAP)
                .noneMatch(await -> await.reason() == Reason.HOSTED);
    }

    @Test
    void callees_beyondTheBudgetOfFrames_goToTheHeap() throws Exception {
        // given
        StringBuilder members = new StringBuilder("static Async<Integer> all() {\nint sum = 0;\n");
        for (int i = 0; i < 20; i++) {
            members.append("sum += f").append(i).append("().await();\n");
        }
        members.append("return done(sum);\n}\n");
        for (int i = 0; i < 20; i++) {
            members.append("static Async<Integer> f")
                    .append(i)
                    .append("() { Bobbin.yieldNow().await(); return done(1); }\n");
        }

        // when
        FormReport form = fused(Inspected.ofMembers(dir, members.toString()), "all");

        // then
        List<HostedReport> own =
                form.awaits().stream().filter(await -> await.caller() == 0).toList();
        assertThat(own).hasSize(20);
        assertThat(own.get(0).reason()).isEqualTo(Reason.HOSTED);
        assertThat(own.get(19).reason()).isEqualTo(Reason.FRAME_BUDGET);
        assertThat(own)
                .filteredOn(await -> await.reason() == Reason.HOSTED)
                .hasSize(form.frames().size() - 1);
    }

    @Test
    void slots_ofStates_holdOneVariableEach() throws Exception {
        // when
        Inspected inspected =
                Inspected.of(Path.of(System.getProperty("bobbin.root")).resolve("examples/C10k.java"), Options.forms());

        // then
        assertThat(inspected.inspection().coroutines()).isNotEmpty();
        for (CoroutineReport coroutine : inspected.inspection().coroutines()) {
            assertThat(coroutine.warnings()).as(coroutine.name()).isEmpty();
            for (StateReport state : coroutine.states()) {
                assertThat(state.saved()).extracting(StateReport.Saved::slot).doesNotHaveDuplicates();
                assertThat(coroutine.edges()).anyMatch(edge -> edge.from() == state.number());
                assertThat(coroutine.edges()).anyMatch(edge -> edge.to() == state.number());
            }
        }
    }

    @Test
    void form_thatCannotCompileIt_isLeftOutWithAWarning() throws Exception {
        // given
        String many = "x = x * 31 + list.get(x).hashCode();\n".repeat(9) + "Bobbin.yieldNow().await();\n";

        // when
        Inspected inspected = Inspected.ofMembers(
                dir,
                "static Async<Integer> test(int x, java.util.List<String> list) {\n" + many.repeat(340)
                        + "return done(x);\n}");

        // then
        assertThat(inspected.inspection().hasErrors()).isFalse();
        assertThat(inspected.inspection().diagnostics())
                .anySatisfy(d -> assertThat(d.render()).contains("warning: under fused ", "[method-too-large]"));
        assertThat(inspected.coroutine("test").states()).hasSize(340);
        assertThat(inspected.coroutine("test").forms())
                .extracting(FormReport::form)
                .doesNotContain("fused");
    }

    @Test
    void stackfulCoroutine_isNamed_withoutStatesAndForms() throws Exception {
        // when
        Inspected inspected = Inspected.ofMembers(dir, """
                @Model(Model.Kind.STACKFUL)
                static Async<Integer> onStack(int x) {
                    Bobbin.yieldNow().await();
                    return done(x);
                }
                static Async<Integer> other(int x) {
                    return done(onStack(x).await());
                }
                """);

        // then
        CoroutineReport onStack = inspected.coroutine("onStack");
        assertThat(onStack.isStackful()).isTrue();
        assertThat(inspected.lines().get(onStack.line() - 1)).contains("yieldNow");
        assertThat(onStack.codeBytes()).isPositive();
        assertThat(onStack.states()).isEmpty();
        assertThat(onStack.forms()).isEmpty();
        Findings findings = inspected.findings("it");
        assertThat(TextReport.of(findings))
                .contains("no states, @Model stackful\n  it runs on a stack of its own, which keeps its variables");
        assertThat(HtmlReport.of(findings)).contains("it runs on a stack of its own");
        assertThat(JsonReport.of(findings)).contains("\"model\" : \"stackful\"");
        assertThat(inspected.coroutine("other").isStackful()).isFalse();
        assertThat(inspected.coroutine("other").states()).hasSize(1);
    }

    @Test
    void methodsThatYield_haveTheSizeOfWhatIsWritten_andOfTheirSteps() throws Exception {
        // when
        Inspected inspected = Inspected.ofMembers(dir, """
                @Model(Model.Kind.STACKFUL)
                static void count(int n, dev.bobbin.Yielder<Integer> y) {
                    for (int i = 0; i < n; i++) {
                        y.yield(i);
                    }
                }
                static void deep(int n, dev.bobbin.Yielder<Integer> y) {
                    count(n, y);
                    y.yieldAll(java.util.List.of(1));
                }
                """);

        // then
        assertThat(inspected.inspection().coroutines()).hasSize(2).allSatisfy(coroutine -> {
            assertThat(coroutine.codeBytes()).isPositive();
            assertThat(coroutine.isStackful()).isFalse(); // what yields is a state machine in any case
            assertThat(coroutine.forms()).isNotEmpty();
        });
        for (FormReport form : inspected.coroutine("count").forms()) {
            assertThat(form.objects()).extracting(ObjectShape::role).contains("step");
            assertThat(form.allocations()).extracting(Allocation::role).contains("step");
        }
        for (FormReport form : inspected.coroutine("deep").forms()) {
            assertThat(form.objects()).extracting(ObjectShape::role).doesNotContain("step");
        }
        Findings findings = inspected.findings("it");
        assertThat(TextReport.of(findings)).contains("the body itself, all that it keeps across a yield");
    }

    private static boolean shape(FormReport form, Allocation allocation) {
        return form.objects().stream().anyMatch(shape -> shape.role().equals(allocation.role()));
    }

    private static FormReport fused(Inspected inspected, String name) {
        return inspected.coroutine(name).forms().stream()
                .filter(form -> form.form().equals("fused"))
                .findFirst()
                .orElseThrow();
    }

    private static Reason reason(FormReport form, int state) {
        return form.awaits().stream()
                .filter(await -> await.caller() == 0 && await.state() == state)
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
