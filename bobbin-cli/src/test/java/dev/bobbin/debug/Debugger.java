package dev.bobbin.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an IDE does over JDI: breakpoints on lines of a class and all its nested classes, variables, stacks. */
final class Debugger {
    /**
     * Where the program stood still.
     *
     * @param variables of the innermost call, by name: texts and numbers as they are, of other objects the type
     * @param frames from the innermost call
     */
    record Stop(int line, Map<String, String> variables, List<Frame> frames) {}

    /** A call. {@code line} is negative where the class file names none. */
    record Frame(String type, String method, int line) {}

    /** The type, in words that are the same in every run. */
    private static String shown(@Nullable Value value) {
        if (!(value instanceof ObjectReference object) || value instanceof StringReference) {
            return String.valueOf(value);
        }
        String type = object.referenceType().name();
        return type.contains("$$Lambda") ? "a lambda" : type.substring(type.lastIndexOf('.') + 1);
    }

    private final DebuggedProgram program;

    Debugger(DebuggedProgram program) {
        this.program = program;
    }

    /** Stops on each of the lines, whenever it is reached. */
    List<Stop> breakpoints(Set<Integer> lines) throws Exception {
        List<Stop> stops = new ArrayList<>();
        var connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("home").setValue(System.getProperty("java.home"));
        arguments.get("main").setValue(program.mainClass());
        arguments
                .get("options")
                .setValue(
                        program.flags().stream().map(flag -> "\"" + flag + "\"").collect(Collectors.joining(" ")));
        VirtualMachine vm = connector.launch(arguments);
        try {
            for (String types : List.of(program.mainClass(), program.mainClass() + "$*")) {
                ClassPrepareRequest prepare = vm.eventRequestManager().createClassPrepareRequest();
                prepare.addClassFilter(types);
                prepare.enable();
            }
            while (true) {
                EventSet events = vm.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof ClassPrepareEvent prepared) {
                        breakAt(prepared.referenceType(), lines);
                    } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                        return stops;
                    } else if (event instanceof BreakpointEvent at) {
                        stops.add(stop(at));
                    }
                }
                events.resume();
            }
        } finally {
            vm.process().destroy();
        }
    }

    private static void breakAt(ReferenceType type, Set<Integer> lines) {
        for (int line : lines) {
            for (Location location : locations(type, line)) {
                type.virtualMachine()
                        .eventRequestManager()
                        .createBreakpointRequest(location)
                        .enable();
            }
        }
    }

    private static List<Location> locations(ReferenceType type, int line) {
        try {
            return type.locationsOfLine(line);
        } catch (AbsentInformationException e) { // generated: it has no source
            return List.of();
        }
    }

    private static List<LocalVariable> variables(StackFrame frame) {
        try {
            return frame.visibleVariables();
        } catch (AbsentInformationException e) {
            return List.of();
        }
    }

    private static Stop stop(LocatableEvent event) throws Exception {
        ThreadReference thread = event.thread();
        StackFrame top = thread.frame(0);
        Map<String, String> variables = new TreeMap<>();
        for (LocalVariable variable : variables(top)) {
            String value = shown(top.getValue(variable));
            variables.merge(variable.name(), value, (one, other) -> "two of that name");
        }
        List<Frame> frames = new ArrayList<>();
        for (StackFrame frame : thread.frames()) {
            Location at = frame.location();
            frames.add(new Frame(at.declaringType().name(), at.method().name(), at.lineNumber()));
        }
        return new Stop(event.location().lineNumber(), variables, frames);
    }
}
