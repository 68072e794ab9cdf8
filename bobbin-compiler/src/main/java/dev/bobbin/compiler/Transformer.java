package dev.bobbin.compiler;

import dev.bobbin.compiler.analysis.AccessibleTypes;
import dev.bobbin.compiler.analysis.BuildStateMachine;
import dev.bobbin.compiler.analysis.CheckSuspensions;
import dev.bobbin.compiler.analysis.ClearBeneathTails;
import dev.bobbin.compiler.analysis.FindDropped;
import dev.bobbin.compiler.analysis.LiftCreations;
import dev.bobbin.compiler.emit.ClassFile;
import dev.bobbin.compiler.emit.Emitter;
import dev.bobbin.compiler.emit.RewriteClass;
import dev.bobbin.compiler.emit.TooManyHandlersException;
import dev.bobbin.compiler.emit.embedded.EmbeddedEmitter;
import dev.bobbin.compiler.emit.embedded.EmbeddedLayouts;
import dev.bobbin.compiler.emit.fused.FusedEmitter;
import dev.bobbin.compiler.emit.pull.PullEmitter;
import dev.bobbin.compiler.emit.push.PushEmitter;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.JvmLimits;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.read.ChosenModel;
import dev.bobbin.compiler.read.ClassHeaders;
import dev.bobbin.compiler.read.CorruptClassException;
import dev.bobbin.compiler.read.FindCoroutines;
import dev.bobbin.compiler.read.FindVirtualStarts;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.Methods;
import dev.bobbin.compiler.read.ReadClass;
import dev.bobbin.compiler.read.ResolveAwaits;
import dev.bobbin.compiler.read.SerialVersion;
import dev.bobbin.compiler.verify.CheckEmitted;
import dev.bobbin.compiler.yields.Desugar;
import dev.bobbin.compiler.yields.ForLoops;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Rewrites the coroutines of a compilation: read, analyse, build the state machines, emit, check.
 *
 * <pre>{@code
 * var result = Transformer.transform(classes, name -> null, Options.defaults());
 * }</pre>
 *
 * <p>Classes without coroutines come back as they were. If there is an error, nothing is to be used of the classes.
 */
public final class Transformer {
    /**
     * @param classes class files by internal name, the untouched ones included, the added ones too
     * @param transformed internal names of those that Bobbin's compiler had rewritten before: they are left as they are
     */
    public record Result(Map<String, byte[]> classes, List<String> transformed, List<Diagnostic> diagnostics) {
        public boolean hasErrors() {
            return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
        }
    }

    /** In a class with more there may be no room for those of a shorter loop beside what else is emitted. */
    private static final int MANY_CONSTANTS = 60_000;

    /** What lives on is handed to a method to be stored, with the context: the JVM allows 255 words of parameters. */
    private static final int MAX_LIVE_WORDS = 254;

    /** Errors: with any, nothing is emitted. */
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private final List<Diagnostic> warnings = new ArrayList<>();
    private final Map<String, byte[]> output = new LinkedHashMap<>();
    private @Nullable FindVirtualStarts virtualStarts;
    private @Nullable EmbeddedLayouts embeddedLayouts;
    private final List<ClassNode> nodes = new ArrayList<>();

    /** Of lambdas that yield; and the classes changed for that. */
    private final Set<String> made = new HashSet<>();

    private final Map<CoroutineId, CoroutineSignature> signatures = new LinkedHashMap<>();
    private final Map<CoroutineId, StateMachine> machines = new LinkedHashMap<>();

    private final Options options;
    private final ClassSource classpath;
    private final ClassHeaders headers;
    private final AccessibleTypes accessible;

    private Transformer(ClassSource classpath, Options options) {
        this.options = options;
        this.classpath = classpath;
        this.headers = new ClassHeaders(name -> output.containsKey(name) ? output.get(name) : classpath.find(name));
        this.accessible = new AccessibleTypes(headers);
    }

    /**
     * Transforms the classes of one compilation together, since its coroutines call each other directly.
     *
     * @param classes class files by internal name
     * @param classpath the classes around them
     */
    public static Result transform(Map<String, byte[]> classes, ClassSource classpath, Options options) {
        return transform(classes, classpath, options, name -> false);
    }

    /**
     * The same for a part of a program whose other parts are compiled each by itself, as at load time.
     *
     * @param elsewhere whether a class around them, by internal name, is compiled too: a yielder may be handed to its methods
     */
    public static Result transform(
            Map<String, byte[]> classes, ClassSource classpath, Options options, Predicate<String> elsewhere) {
        return Damage.blamed(
                classes,
                () -> analysed(classes, classpath, options, elsewhere).emitted(),
                diagnostics -> new Result(classes, List.of(), inOrder(diagnostics)));
    }

    /**
     * Reports what the forms make of the coroutines of one compilation; changes nothing.
     *
     * @param classes class files by internal name
     * @param classpath the classes around them; the layouts of objects need Bobbin's core
     */
    public static Inspection inspect(Map<String, byte[]> classes, ClassSource classpath, List<Options> forms) {
        return Damage.blamed(
                classes,
                () -> {
                    Transformer t = analysed(classes, classpath, Options.defaults());
                    return t.diagnostics.isEmpty()
                            ? Inspect.of(classes, classpath, forms, t)
                            : new Inspection(List.of(), List.of(), inOrder(t.diagnostics));
                },
                diagnostics -> new Inspection(List.of(), List.of(), inOrder(diagnostics)));
    }

    /**
     * Warns of calls in coroutines that are known to block their thread; changes nothing. Says nothing of classes that cannot be transformed.
     *
     * @param classes class files by internal name
     * @param classpath the classes around them
     */
    public static List<Diagnostic> blockingCalls(Map<String, byte[]> classes, ClassSource classpath, Options options) {
        return Damage.blamed(
                classes,
                () -> inOrder(Inspect.blockingCalls(classes, classpath, analysed(classes, classpath, options))),
                damage -> List.of());
    }

    /** Up to the state machines, which are those of a form: whom a coroutine calls directly depends on both models. */
    static Transformer analysed(Map<String, byte[]> classes, ClassSource classpath, Options options) {
        return analysed(classes, classpath, options, name -> false);
    }

    private static Transformer analysed(
            Map<String, byte[]> classes, ClassSource classpath, Options options, Predicate<String> elsewhere) {
        Transformer t = new Transformer(classpath, options);
        t.read(classes);
        t.shortenLoops(classes);
        t.desugar(classes, elsewhere);
        t.find();
        t.check();
        if (t.diagnostics.isEmpty()) {
            t.build();
        }
        return t;
    }

    /** Emits what was analysed. To be called once, since emitters may use up the method trees. */
    Result emitted() {
        if (diagnostics.isEmpty()) {
            emit();
        }
        warnings.addAll(diagnostics);
        return new Result(output, transformed(), inOrder(warnings));
    }

    /** Internal names of the classes that Bobbin's compiler has rewritten already. */
    List<String> transformed() {
        return nodes.stream()
                .filter(FindCoroutines::isTransformed)
                .map(node -> node.name)
                .toList();
    }

    List<ClassNode> nodes() {
        return nodes;
    }

    Map<CoroutineId, StateMachine> machines() {
        return machines;
    }

    /** The coroutines that are no state machines. */
    List<CoroutineId> stackful() {
        return signatures.values().stream()
                .filter(signature -> signature.model() == Model.STACKFUL)
                .map(CoroutineSignature::id)
                .toList();
    }

    /** To be asked before anything is emitted. */
    EmbeddedLayouts embeddedLayouts() {
        if (embeddedLayouts == null) {
            embeddedLayouts = new EmbeddedLayouts(
                    machines, name -> ReadClass.constants(Objects.requireNonNull(output.get(name))), options.flatten());
        }
        return embeddedLayouts;
    }

    /** By file and line, each once: javac copies a finally block to every way out of its try. */
    private static List<Diagnostic> inOrder(List<Diagnostic> diagnostics) {
        Map<String, Diagnostic> first = new LinkedHashMap<>();
        diagnostics.forEach(d -> first.putIfAbsent(d.file() + ":" + d.line() + ":" + d.message(), d));
        return first.values().stream()
                .sorted(Comparator.comparing(Diagnostic::file).thenComparingInt(Diagnostic::line))
                .toList();
    }

    private void read(Map<String, byte[]> classes) {
        classes.forEach((name, bytes) -> {
            output.put(name, bytes);
            if (!ReadClass.hasMagic(bytes)) {
                corrupt(name, "not a class file");
            } else if (ReadClass.mentionsBobbin(bytes)) {
                try {
                    nodes.add(ReadClass.read(name, bytes));
                } catch (CorruptClassException e) { // go on, to name them all
                    corrupt(name, e.reason());
                }
            }
        });
    }

    private void shortenLoops(Map<String, byte[]> classes) {
        for (int i = 0; i < nodes.size(); i++) {
            ClassNode node = nodes.get(i);
            if (FindCoroutines.isTransformed(node) || !ForLoops.shorten(node)) {
                continue;
            }
            byte[] before = Objects.requireNonNull(classes.get(node.name));
            byte[] shortened = ReadClass.constants(before) > MANY_CONSTANTS ? null : written(node);
            if (shortened == null) { // it is full: it keeps its loops
                nodes.set(i, ReadClass.read(node.name, before));
            } else {
                output.put(node.name, shortened);
            }
        }
    }

    /** Null if a method has become too large. */
    private static byte @Nullable [] written(ClassNode node) {
        ClassFile out = new ClassFile();
        node.accept(out);
        try {
            return out.toByteArray();
        } catch (MethodTooLargeException e) {
            return null;
        }
    }

    private void desugar(Map<String, byte[]> classes, Predicate<String> elsewhere) {
        ClassHeaders before =
                new ClassHeaders(name -> classes.containsKey(name) ? classes.get(name) : classpath.find(name));
        for (int i = 0; i < nodes.size(); i++) {
            ClassNode node = nodes.get(i);
            if (FindCoroutines.isTransformed(node)) {
                continue;
            }
            ResolveAwaits.in(node, this::superclass);
            Desugar.Result result =
                    Desugar.of(node, before, elsewhere.or(classes::containsKey), method -> runsOnStack(node, method));
            result.refusals().forEach(refusal -> refuse(node, refusal));
            output.putAll(result.changed());
            made.addAll(result.changed().keySet());
            byte[] changed = result.changed().get(node.name);
            if (changed != null) {
                nodes.set(i, ReadClass.read(node.name, changed));
            }
        }
    }

    private void find() {
        nodes.forEach(node -> ResolveAwaits.in(node, this::superclass));
        virtualStarts = new FindVirtualStarts(
                headers,
                nodes.stream()
                        .filter(node -> !FindCoroutines.isTransformed(node))
                        .toList());
        for (ClassNode node : nodes) {
            signatures.putAll(FindCoroutines.in(node, options.model(), virtualStarts, made::contains));
        }
    }

    private @Nullable String superclass(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (name.equals(AbiNames.TASK)) {
            return AbiNames.ASYNC; // also where the core is not on the class path given
        }
        ClassHeaders.Header header = headers.find(name);
        return header == null ? null : header.superName();
    }

    private void corrupt(String name, String why) {
        diagnostics.add(Damage.diagnostic(name, why));
    }

    private void check() {
        for (ClassNode node : nodes) {
            if (!FindCoroutines.isTransformed(node)) {
                FindDropped.in(node, this::isCoroutine).forEach(dropped -> warn(node, dropped));
            }
            CheckSuspensions.in(node, method -> runsOnStack(node, method)).forEach(refusal -> refuse(node, refusal));
            for (MethodNode method : node.methods) {
                CoroutineSignature signature = signatures.get(new CoroutineId(node.name, method.name, method.desc));
                if (signature == null || signature.immediate()) {
                    continue;
                }
                int words = (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - (signature.isStatic() ? 1 : 0);
                if (words > 254) {
                    refuse(
                            node,
                            new Refusal(
                                    Insns.lineOf(method.instructions.getLast()),
                                    "too-many-parameters",
                                    "the coroutine " + AbiNames.written(method.name) + " has parameters of " + words
                                            + " words; the JVM allows 255, and one is needed for the context",
                                    "gather some of them in a record"));
                }
                if ((node.version & 0xFFFF) < Opcodes.V1_8) {
                    refuse(
                            node,
                            new Refusal(
                                    0,
                                    "class-version",
                                    "class files before Java 8 cannot hold coroutines",
                                    "compile with --release 8 or later"));
                }
            }
        }
    }

    /** Whether its code may await anywhere: of what yields that is the code for stacks, and the twin is a state machine. */
    private boolean runsOnStack(ClassNode node, MethodNode method) {
        Model own = ChosenModel.of(node, method);
        return (own == null ? options.model() : own) == Model.STACKFUL && !AbiNames.isTwin(method.name);
    }

    private boolean isCoroutine(CoroutineId method) {
        CoroutineSignature signature = signatures.get(method);
        return signature != null && !signature.immediate();
    }

    private void refuse(ClassNode node, Refusal refusal) {
        diagnostics.add(
                Diagnostic.error(sourceOf(node), refusal.line(), refusal.id(), refusal.message(), refusal.remedy()));
    }

    private void warn(ClassNode node, Refusal why) {
        warnings.add(new Diagnostic(
                Diagnostic.Severity.WARNING, sourceOf(node), why.line(), why.id(), why.message(), why.remedy()));
    }

    static String sourceOf(ClassNode node) {
        String source = node.sourceFile;
        if (source == null) {
            return node.name + ".class";
        }
        int slash = node.name.lastIndexOf('/');
        return slash < 0 ? source : node.name.substring(0, slash + 1) + source;
    }

    private void build() {
        for (ClassNode node : nodes) {
            for (MethodNode method : node.methods) {
                CoroutineSignature signature = signatures.get(new CoroutineId(node.name, method.name, method.desc));
                if (signature == null || signature.model() == Model.STACKFUL) {
                    continue;
                }
                StateMachine machine = build(node, method, signature);
                if (machine != null) {
                    machines.put(signature.id(), machine);
                }
            }
        }
    }

    private @Nullable StateMachine build(ClassNode node, MethodNode method, CoroutineSignature signature) {
        MethodNode copy = Methods.copy(method);
        try {
            Refusal refusal = LiftCreations.in(node.name, copy);
            if (refusal != null) {
                refuse(node, refusal);
                return null;
            }
            ClearBeneathTails.in(node.name, copy);
            StateMachine machine = BuildStateMachine.of(
                    signature, copy, signatures, accessible, virtualStarts(), why -> refuse(node, why));
            machine.suspensions().stream()
                    .filter(s -> s.words() > MAX_LIVE_WORDS)
                    .findFirst()
                    .ifPresent(s -> refuse(
                            node,
                            new Refusal(
                                    s.line(),
                                    "too-many-live-variables",
                                    "variables of " + s.words() + " words are alive across this await(), and "
                                            + MAX_LIVE_WORDS + " can be",
                                    "split " + AbiNames.written(method.name)
                                            + ", or gather some of them in an object")));
            return machine;
        } catch (AnalyzerException e) {
            corrupt(node.name, "the code of " + AbiNames.written(method.name) + " does not verify: " + e.getMessage());
            return null;
        }
    }

    private void emit() {
        Map<Model, Emitter> emitters = Map.of(
                Model.FUSED, new FusedEmitter(machines),
                Model.PUSH, new PushEmitter(),
                Model.PULL, new PullEmitter(machines),
                Model.EMBEDDED, new EmbeddedEmitter(embeddedLayouts()));
        for (ClassNode node : nodes) {
            List<StateMachine> own = new ArrayList<>();
            machines.values().forEach(machine -> {
                if (machine.signature().id().owner().equals(node.name)) {
                    own.add(machine);
                }
            });
            List<CoroutineSignature> stackful = signatures.values().stream()
                    .filter(s -> s.model() == Model.STACKFUL && s.id().owner().equals(node.name))
                    .toList();
            if (own.isEmpty()
                    && stackful.isEmpty()
                    && (FindCoroutines.isTransformed(node) || !virtualStarts().concern(node))) {
                continue;
            }
            try {
                RewriteClass.of(node, own, stackful, emitters, virtualStarts(), SerialVersion.implied(node, headers))
                        .forEach((name, bytes) -> add(name, bytes, node));
            } catch (MethodTooLargeException e) {
                refuse(node, JvmLimits.exceededBy(e, lineOf(e.getMethodName(), own)));
            } catch (TooManyHandlersException e) {
                refuse(
                        node,
                        new Refusal(
                                lineOf(e.method(), own),
                                "too-many-handlers",
                                AbiNames.written(e.method()) + " would have " + e.handlers()
                                        + " exception handlers, some for each await()"
                                        + " in each try around it; the JVM allows " + JvmLimits.MAX_HANDLERS,
                                "split it into several coroutines, or nest fewer try statements"));
            } catch (ClassTooLargeException e) {
                refuse(
                        node,
                        new Refusal(
                                Methods.firstLine(own.get(0).body()),
                                "class-too-large",
                                "with its coroutines " + e.getClassName().replace('/', '.') + " would have "
                                        + e.getConstantPoolCount() + " constants; the JVM allows "
                                        + JvmLimits.MAX_CONSTANTS,
                                "move some of its coroutines to another class"));
            }
        }
    }

    private FindVirtualStarts virtualStarts() {
        return Objects.requireNonNull(virtualStarts, "found before anything is built");
    }

    /** Where the coroutine begins whose emitted method this is. */
    private static int lineOf(String emitted, List<StateMachine> machines) {
        for (StateMachine machine : machines) {
            CoroutineSignature signature = machine.signature();
            if (emitted.equals(signature.startName())
                    || emitted.equals(signature.resumeName())
                    || emitted.equals(signature.pollName())
                    || emitted.startsWith(signature.pollName() + "$in$")) {
                return Methods.firstLine(machine.body());
            }
        }
        return 0;
    }

    private void add(String name, byte[] classFile, ClassNode from) {
        Predicate<MethodNode> mayAwait =
                method -> method.name.contains(CoroutineSignature.ON_STACK) || runsOnStack(from, method);
        for (String problem : CheckEmitted.problems(classFile, mayAwait)) {
            throw new IllegalStateException("a bug in Bobbin's compiler: in " + name + ", " + problem);
        }
        output.put(name, classFile);
    }
}
