package dev.bobbin.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.debug.Debugger.Frame;
import dev.bobbin.debug.Debugger.Stop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breakpoints before, on and after awaits: each is hit once for each time that the line is run, whatever is suspended meanwhile, and
 * shows the variables that live. docs/guide/debugging.md promises it.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BreakpointsTest {
    /** In the order of the program, the lines and the variables in them that are read again, or have been since the last suspension. */
    private static final List<String> EXPECTED = List.of(
            "outer begins: $this=Debugged x=20",
            "outer awaits: $this=Debugged text=\"x20\" x=20",
            "inner begins: n=20",
            "inner awaits: m=21 n=20",
            "inner ends: m=21",
            "outer goes on: $this=Debugged a=21 text=\"x20\"",
            "outer awaits the lambda: $this=Debugged a=21 lambda=a lambda sum=22 text=\"x20\"",
            "lambda begins: $this=Debugged a=21",
            "lambda awaits: $this=Debugged a=21 twice=42",
            "lambda ends: twice=42",
            "after the lambda: odd=43 sum=22 text=\"x20\"",
            "outer awaits a failure: odd=43 sum=65 text=\"x20\"",
            "failing begins: n=43",
            "failing awaits: bad=43 n=43",
            "failing ends: bad=43",
            "catch begins: e=IllegalStateException sum=65 text=\"x20\"",
            "catch awaits: e=IllegalStateException sum=65 text=\"x20bad 43\"",
            "catch ends: sum=65 text=\"x20bad 43\"",
            "finally awaits: sum=65 text=\"x20bad 43!\"",
            "finally ends: sum=65 text=\"x20bad 43!\"",
            "outer's list: sum=66 text=\"x20bad 43!\"",
            "loop awaits: i=0 seen=ArrayList sum=66 text=\"x20bad 43!\"",
            "loop goes on: i=0 seen=ArrayList sum=66 text=\"x20bad 43!\"",
            "loop awaits: i=1 seen=ArrayList sum=66 text=\"x20bad 43!\"",
            "loop goes on: i=1 seen=ArrayList sum=66 text=\"x20bad 43!\"",
            "outer ends: seen=ArrayList sum=66 text=\"x20bad 43!\"");

    @TempDir
    Path directory;

    static Stream<Options> forms() {
        return DebuggedProgram.forms();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void breakpoints_onAllLines_areHitOnceForEachTimeTheyRun_withTheVariables(Options form) throws Exception {
        // given
        DebuggedProgram program = DebuggedProgram.of("Debugged", form, directory);
        Set<Integer> lines = EXPECTED.stream()
                .map(stop -> program.line(stop.substring(0, stop.indexOf(':'))))
                .collect(Collectors.toSet());

        // when
        List<Stop> stops = new Debugger(program).breakpoints(lines);

        // then
        if (form.model() == Model.STACKFUL) {
            assertEachHasAtLeast(program, stops); // on a stack nothing is let go of
        } else {
            assertThat(stops.stream().map(stop -> text(program, stop.line(), stop.variables())))
                    .containsExactlyElementsOf(EXPECTED);
        }
        stops.forEach(stop -> assertLinesAreTheirMethods(program, stop));
        assertThat(callers(program, stops, "inner begins")).containsExactly("outer awaits");
        assertThat(callers(program, stops, "failing awaits")).containsExactly("outer awaits a failure");
    }

    private static void assertEachHasAtLeast(DebuggedProgram program, List<Stop> stops) {
        List<String> cut = new ArrayList<>();
        for (int n = 0; n < stops.size(); n++) {
            Map<String, String> variables = new TreeMap<>(stops.get(n).variables());
            String expected = n < EXPECTED.size() ? EXPECTED.get(n) : "";
            variables.keySet().removeIf(name -> !expected.contains(" " + name + "="));
            cut.add(text(program, stops.get(n).line(), variables));
        }
        assertThat(cut).containsExactlyElementsOf(EXPECTED);
    }

    private static String text(DebuggedProgram program, int line, Map<String, String> variables) {
        return program.comment(line)
                + variables.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(" ", ": ", ""));
    }

    /** A frame of the program's own class stands in the method that its name says; what was generated beside it says no line. */
    private static void assertLinesAreTheirMethods(DebuggedProgram program, Stop stop) {
        for (Frame frame : stop.frames()) {
            if (frame.type().startsWith(program.mainClass() + "$$")) {
                assertThat(frame.line()).as("%s", frame).isNegative();
            } else if (frame.type().equals(program.mainClass())) {
                String method = frame.method().startsWith("lambda$outer")
                        ? "lambda"
                        : frame.method().split("\\$")[0];
                assertThat(program.line(method + " begins")).as("%s", frame).isLessThanOrEqualTo(frame.line());
                assertThat(program.line(method + " ends")).as("%s", frame).isGreaterThanOrEqualTo(frame.line());
            }
        }
    }

    /** The lines of the coroutines that called the one which stands there. */
    private static List<String> callers(DebuggedProgram program, List<Stop> stops, String comment) {
        Stop stop = stops.stream()
                .filter(each -> each.line() == program.line(comment))
                .findFirst()
                .orElseThrow();
        return stop.frames().stream()
                .skip(1)
                .filter(frame -> frame.type().equals(program.mainClass()))
                .map(frame -> program.comment(frame.line()))
                .toList();
    }
}
