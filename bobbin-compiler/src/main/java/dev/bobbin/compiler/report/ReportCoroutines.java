package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.read.ChosenModel;
import dev.bobbin.compiler.read.ReadClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** From the state machines of a compilation, and the class files made of them, to the reports. */
public final class ReportCoroutines {
    /** Methods beyond this many bytes of bytecode are never compiled: HotSpot's {@code HugeMethodLimit}. */
    public static final int HUGE_METHOD = 8_000;

    /**
     * One form, carried out.
     *
     * @param name as {@code Options} says it
     * @param classes all class files, those added included
     * @param placement what its emitter says of a root
     */
    public record Form(String name, Map<String, byte[]> classes, Function<StateMachine, Placement> placement) {}

    private final Map<String, byte[]> classes;
    private final Map<String, ClassNode> nodes = new LinkedHashMap<>();
    private final Map<CoroutineId, StateMachine> machines;
    private final List<CoroutineId> stackful;
    private final Map<String, Map<String, Integer>> sizes = new HashMap<>();
    private final Map<CoroutineId, CoroutineSignature> known = new LinkedHashMap<>();
    private final Function<String, byte @Nullable []> classpath;
    private final Supertypes supertypes;

    private ReportCoroutines(
            Map<String, byte[]> classes,
            List<ClassNode> nodes,
            Map<CoroutineId, StateMachine> machines,
            List<CoroutineId> stackful,
            Function<String, byte @Nullable []> classpath) {
        this.classes = classes;
        this.machines = machines;
        this.stackful = stackful;
        this.classpath = classpath;
        this.supertypes = new Supertypes(this::classFile);
        nodes.forEach(node -> this.nodes.put(node.name, node));
        machines.forEach((id, machine) -> known.put(id, machine.signature()));
    }

    /**
     * Reports the coroutines of one compilation, by file and line.
     *
     * @param classes the class files as they came
     * @param nodes those of them that have to do with coroutines
     * @param stackful those that are no state machines
     * @param file the source file of a class
     * @param classpath the classes around them
     */
    public static List<CoroutineReport> of(
            Map<String, byte[]> classes,
            List<ClassNode> nodes,
            Map<CoroutineId, StateMachine> machines,
            List<CoroutineId> stackful,
            Function<ClassNode, String> file,
            Function<String, byte @Nullable []> classpath,
            List<Form> forms) {
        return new ReportCoroutines(classes, nodes, machines, stackful, classpath).reports(file, forms);
    }

    private List<CoroutineReport> reports(Function<ClassNode, String> file, List<Form> forms) {
        Map<CoroutineId, CoroutineReport> plain = new LinkedHashMap<>();
        Map<CoroutineId, List<StateReport>> states = new LinkedHashMap<>();
        machines.forEach((id, machine) -> {
            if (!machine.signature().immediate()) {
                ClassNode owner = Objects.requireNonNull(nodes.get(id.owner()));
                DescribeAwaits awaits = new DescribeAwaits(machine.body(), nodes, known);
                Model chosen = ChosenModel.of(owner, machine.body());
                CoroutineReport report = BuildReport.of(
                        machine,
                        file.apply(owner),
                        chosen == Model.STACKFUL ? machine.signature().model() : chosen,
                        awaits,
                        codeBytes(id));
                plain.put(id, report);
                states.put(id, report.states());
            }
        });
        List<BuildForm> builders = forms.stream()
                .map(form -> new BuildForm(form, classes, this::classFile, known.values()))
                .toList();
        List<CoroutineReport> reports = new ArrayList<>();
        plain.forEach((id, report) -> {
            StateMachine machine = Objects.requireNonNull(machines.get(id));
            List<FormReport> formReports = builders.stream()
                    .map(builder -> builder.of(machine, states))
                    .toList();
            reports.add(report.with(warnings(machine, report, formReports), formReports));
        });
        stackful.forEach(id -> {
            ClassNode owner = Objects.requireNonNull(nodes.get(id.owner()));
            MethodNode method = owner.methods.stream()
                    .filter(m -> m.name.equals(id.name()) && m.desc.equals(id.descriptor()))
                    .findFirst()
                    .orElseThrow();
            reports.add(BuildReport.ofStackful(id, method, file.apply(owner), codeBytes(id)));
        });
        reports.sort(Comparator.comparing(CoroutineReport::file).thenComparingInt(CoroutineReport::line));
        return reports;
    }

    /** Of the method as it was written: a twin has the arguments of that one, and another result. */
    private int codeBytes(CoroutineId id) {
        Map<String, Integer> ofClass =
                sizes.computeIfAbsent(id.owner(), name -> CodeSizes.of(Objects.requireNonNull(classes.get(name))));
        if (!id.isTwin()) {
            return ofClass.getOrDefault(id.name() + id.descriptor(), 0);
        }
        String written = AbiNames.written(id.name())
                + id.descriptor().substring(0, id.descriptor().indexOf(')') + 1);
        return ofClass.entrySet().stream()
                .filter(method -> method.getKey().startsWith(written))
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    private List<WarningReport> warnings(StateMachine machine, CoroutineReport report, List<FormReport> forms) {
        List<WarningReport> warnings = new ArrayList<>(FindHeldLocks.in(machine, supertypes));
        warnings.addAll(FindBlockingCalls.in(machine, supertypes));
        for (FormReport form : forms) {
            for (FormReport.MethodSize method : form.methods()) {
                if (method.bytes() > HUGE_METHOD) {
                    warnings.add(new WarningReport(
                            report.line(),
                            "huge-method",
                            "under " + form.form() + " " + method.name() + " is " + method.bytes()
                                    + " bytes of bytecode; the JIT compiles none beyond " + HUGE_METHOD,
                            "split it into several coroutines"));
                }
            }
        }
        return warnings.stream()
                .distinct() // javac copies a finally block to every way out of its try
                .sorted(Comparator.comparingInt(WarningReport::line))
                .toList();
    }

    private byte @Nullable [] classFile(String name) {
        if (name.startsWith("java/")) {
            return null;
        }
        byte[] bytes = classes.containsKey(name) ? classes.get(name) : classpath.apply(name);
        return bytes == null || !ReadClass.hasMagic(bytes) ? null : bytes;
    }
}
