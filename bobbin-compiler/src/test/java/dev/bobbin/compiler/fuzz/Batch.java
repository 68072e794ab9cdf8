package dev.bobbin.compiler.fuzz;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Javac;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import dev.bobbin.compiler.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compiles programs together, runs each as blocking code and in every form, and compares. For one thread. */
final class Batch {
    /** A compiler of coroutines; the real one, or one with a mistake. */
    interface Compiler {
        Map<String, byte[]> transform(Map<String, byte[]> some, ClassSource classPath, Options form);
    }

    private static final int MOST_CANCELLED = 30;

    private static final String SUPPORT = support();

    private final Compiler compiler;
    private final Set<Program> tooLarge = new HashSet<>();
    private final ClassLoader core = LoadedPrograms.blockingCore();

    Batch(Compiler compiler) {
        this.compiler = compiler;
    }

    /** Bobbin's. */
    static Map<String, byte[]> real(Map<String, byte[]> some, ClassSource classPath, Options form) {
        Transformer.Result result = Transformer.transform(some, classPath, form);
        for (Diagnostic d : result.diagnostics()) {
            if (!d.id().equals("method-too-large")) {
                throw new IllegalStateException(d.render());
            }
        }
        if (result.hasErrors()) {
            throw new TooLarge(result.diagnostics().get(0).render());
        }
        return result.classes();
    }

    private static String support() {
        try {
            return Files.readString(Javac.resources("fuzz/support/fuzz/Pace.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param cancelEvery each so manieth program is cancelled at every suspension; 0 for none */
    List<Failure> compare(List<Program> programs, Setup setup, int cancelEvery) throws ReflectiveOperationException {
        Map<String, byte[]> plain = compile(programs, setup);

        List<Failure> failures = new ArrayList<>();
        tooLarge.clear();
        LoadedPrograms blocking = LoadedPrograms.blocking(plain, core);
        Map<String, LoadedPrograms> forms = new LinkedHashMap<>();
        for (Options form : World.models()) {
            forms.put(form.toString(), LoadedPrograms.coroutines(transform(plain, programs, setup, form, failures)));
        }
        for (int k = 0; k < programs.size(); k++) {
            Program program = programs.get(k);
            boolean compiled = plain.containsKey(program.name()) && !tooLarge.contains(program);
            if (compiled && failures.stream().noneMatch(f -> f.program() == program)) {
                Failure failure = compare(program, setup, blocking, forms, cancelEvery > 0 && k % cancelEvery == 0);
                if (failure != null) {
                    failures.add(failure);
                }
            }
        }
        return failures;
    }

    /** How many of the last programs were left out, since under some form a method of theirs would be too large. */
    int leftOut() {
        return tooLarge.size();
    }

    /** A program at which javac itself fails, as it does at some that are right, is left out. */
    private static Map<String, byte[]> compile(List<Program> programs, Setup setup) {
        Map<String, String> sources = new TreeMap<>();
        sources.put("fuzz/Pace.java", SUPPORT);
        programs.forEach(p -> sources.put(p.name() + ".java", p.source()));
        try {
            return Javac.compile(sources, setup.release(), setup.debug());
        } catch (AssertionError | IllegalStateException e) {
            if (programs.size() == 1 || String.valueOf(e.getMessage()).contains("error:")) {
                throw e;
            }
        }
        Map<String, byte[]> all = new TreeMap<>();
        int half = programs.size() / 2;
        for (List<Program> some : List.of(programs.subList(0, half), programs.subList(half, programs.size()))) {
            try {
                all.putAll(compile(some, setup));
            } catch (AssertionError | IllegalStateException e) {
                if (String.valueOf(e.getMessage()).contains("error:")) {
                    throw e; // the generator's mistake
                }
                System.out.println("fuzz: javac fails at seed " + some.get(0).seed() + ", " + setup);
            }
        }
        return all;
    }

    private static Failure compare(
            Program program, Setup setup, LoadedPrograms blocking, Map<String, LoadedPrograms> forms, boolean cancels)
            throws ReflectiveOperationException {
        String expected = blocking.run(program.name(), Pacing.NEVER);
        int points = blocking.points();
        List<Pacing> paces = List.of(Pacing.NEVER, Pacing.ALWAYS, Pacing.random(program.seed()));
        for (Map.Entry<String, LoadedPrograms> form : forms.entrySet()) {
            for (Pacing pacing : paces) {
                String actual = form.getValue().run(program.name(), pacing);
                if (!actual.equals(expected)) {
                    return new Failure(program, setup, form.getKey(), pacing.toString(), expected, actual);
                }
            }
        }
        if (!cancels) {
            return null;
        }
        for (int at = 1; at <= Math.min(points, MOST_CANCELLED); at++) {
            String reference = program.ordered() ? blocking.run(program.name(), Pacing.cancelled(at, false)) : null;
            for (Map.Entry<String, LoadedPrograms> form : forms.entrySet()) {
                Pacing pacing = Pacing.cancelled(at, at % 2 == 0);
                String actual = form.getValue().run(program.name(), pacing);
                if (reference == null) {
                    reference = actual;
                } else if (!actual.equals(reference)) {
                    return new Failure(program, setup, form.getKey(), pacing.toString(), reference, actual);
                }
            }
        }
        return null;
    }

    /** If all together do not compile, those to blame are left out: all classes must come from one compilation. */
    private Map<String, byte[]> transform(
            Map<String, byte[]> plain, List<Program> programs, Setup setup, Options form, List<Failure> failures) {
        try {
            return transform(plain, plain, setup, form);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            Map<String, byte[]> rest = new TreeMap<>(plain);
            for (Program program : programs) {
                Map<String, byte[]> own = new TreeMap<>(plain);
                own.keySet().removeIf(name -> !name.startsWith("fuzz/") && !isOf(program, name));
                try {
                    transform(own, plain, setup, form);
                } catch (TooLarge e2) {
                    rest.keySet().removeIf(name -> isOf(program, name));
                    tooLarge.add(program);
                } catch (RuntimeException | LinkageError | AssertionError mistake) {
                    rest.keySet().removeIf(name -> isOf(program, name));
                    failures.add(new Failure(
                            program,
                            setup,
                            form.toString(),
                            "when compiled",
                            "no complaint",
                            "compile:" + text(mistake)));
                }
            }
            if (rest.size() == plain.size()) {
                throw e; // each by itself does compile
            }
            return transform(rest, plain, setup, form);
        }
    }

    private static boolean isOf(Program program, String className) {
        return className.equals(program.name()) || className.startsWith(program.name() + "$");
    }

    private static String text(Throwable t) {
        StackTraceElement[] stack = t.getStackTrace();
        return t + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private Map<String, byte[]> transform(
            Map<String, byte[]> some, Map<String, byte[]> all, Setup setup, Options form) {
        ClassSource classPath = name -> all.containsKey(name) ? all.get(name) : Javac.onClassPath(name);
        if (setup.together()) {
            return compiler.transform(some, classPath, form);
        }
        Map<String, byte[]> transformed = new HashMap<>();
        some.forEach((name, bytes) -> transformed.putAll(compiler.transform(Map.of(name, bytes), classPath, form)));
        return transformed;
    }
}
