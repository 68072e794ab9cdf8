package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.StepRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees who steps through a coroutine with a debugger: another JVM, driven over JDI. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DebuggerTest {
    private static final String PROGRAM = """
            import static dev.bobbin.Async.done;

            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;
            import dev.bobbin.Scheduler;

            public class Stepped {
                public static void main(String[] args) {
                    Scheduler.single().run(() -> total(5));
                }

                static Async<Integer> total(int x) {
                    int a = now(x).await();
                    int b = now(a).await();
                    Bobbin.yieldNow().await(); // first
                    int c = now(b).await();
                    int d = now(c).await();
                    d += a;
                    Bobbin.yieldNow().await(); // second
                    d += b;
                    return done(d);
                }

                static Async<Integer> now(int x) {
                    if (x < 0) {
                        Bobbin.yieldNow().await();
                    }
                    return done(x + 1);
                }
            }
            """;

    @TempDir
    Path directory;

    static Stream<Options> forms() {
        return Options.forms().stream();
    }

    /** Where the debugger stopped, and the variables it showed there. */
    private record Stop(int line, Map<String, String> variables) {}

    @ParameterizedTest
    @MethodSource("forms")
    void stepOver_anAwaitThatDoesNotSuspend_goesToTheNextLine(Options form) throws Exception {
        // given
        compile(form);

        // when: steps from the first line, and from the first one after a suspension
        List<Stop> fromStart = debug(List.of(line("int a =")), true);
        List<Stop> resumed = debug(List.of(line("int c =")), true);

        // then
        assertThat(lines(fromStart)).containsExactly(line("int a ="), line("int b ="), line("// first"));
        assertThat(lines(resumed)).containsExactly(line("int c ="), line("int d ="), line("d += a"), line("// second"));
        assertThat(resumed.get(2).variables)
                .containsEntry("a", "6")
                .containsEntry("b", "7")
                .containsEntry("d", "9");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void breakpoints_onEveryLine_areHitInOrderWithTheVariables(Options form) throws Exception {
        // given
        compile(form);
        List<Integer> all = IntStream.rangeClosed(line("int a ="), line("return done(d)"))
                .boxed()
                .toList();

        // when
        List<Stop> stops = debug(all, false);

        // then
        assertThat(lines(stops)).isEqualTo(all);
        assertThat(stops.get(stops.size() - 1).variables).containsEntry("d", "22");
    }

    /** Those of {@code total}; what called it ends up in {@code main}. */
    private static List<Integer> lines(List<Stop> stops) {
        return stops.stream()
                .map(Stop::line)
                .filter(line -> line >= line("int a ="))
                .toList();
    }

    private static int line(String text) {
        List<String> lines = PROGRAM.lines().toList();
        for (int n = 0; n < lines.size(); n++) {
            if (lines.get(n).contains(text)) {
                return n + 1;
            }
        }
        throw new AssertionError(text);
    }

    private void compile(Options form) throws IOException {
        Path program = Files.writeString(directory.resolve("Stepped.java"), PROGRAM);
        Map<String, byte[]> plain = Javac.compile(List.of(program), 17, "-g");
        Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        for (Map.Entry<String, byte[]> e : result.classes().entrySet()) {
            Files.write(directory.resolve(e.getKey() + ".class"), e.getValue());
        }
    }

    /** Runs the program, stops on the given lines and, if asked to, steps over lines from each of them. */
    private List<Stop> debug(List<Integer> breakpoints, boolean steps) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("home").setValue(System.getProperty("java.home"));
        arguments.get("main").setValue("Stepped");
        arguments.get("options").setValue("-cp \"" + directory + File.pathSeparator + Javac.core() + "\"");
        VirtualMachine vm = connector.launch(arguments);
        List<Stop> stops = new ArrayList<>();
        try {
            EventRequestManager requests = vm.eventRequestManager();
            ClassPrepareRequest prepare = requests.createClassPrepareRequest();
            prepare.addClassFilter("Stepped");
            prepare.enable();
            while (true) {
                EventSet events = vm.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof ClassPrepareEvent prepared) {
                        for (int line : breakpoints) {
                            breakAt(prepared.referenceType(), line, requests);
                        }
                    } else if (event instanceof BreakpointEvent at) {
                        stops.add(stop(at.thread(), at.location()));
                        requests.deleteEventRequests(List.copyOf(requests.stepRequests()));
                        if (steps) {
                            StepRequest step = requests.createStepRequest(
                                    at.thread(), StepRequest.STEP_LINE, StepRequest.STEP_OVER);
                            step.addClassFilter("Stepped");
                            step.enable();
                        }
                    } else if (event instanceof StepEvent at) {
                        stops.add(stop(at.thread(), at.location()));
                    } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                        return stops;
                    }
                }
                events.resume();
            }
        } finally {
            vm.process().destroy();
        }
    }

    private static void breakAt(ReferenceType type, int line, EventRequestManager requests)
            throws AbsentInformationException {
        for (Location location : type.locationsOfLine(line)) {
            requests.createBreakpointRequest(location).enable();
        }
    }

    private static Stop stop(ThreadReference thread, Location location) throws Exception {
        StackFrame frame = thread.frame(0);
        Map<String, String> variables = new TreeMap<>();
        for (LocalVariable variable : frame.visibleVariables()) {
            variables.put(variable.name(), String.valueOf(frame.getValue(variable)));
        }
        return new Stop(location.lineNumber(), variables);
    }
}
