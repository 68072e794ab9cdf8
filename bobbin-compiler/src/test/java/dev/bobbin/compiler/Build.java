package dev.bobbin.compiler;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One way to come from the corpus to class files. The corpus is in directories by the release that its sources need:
 * {@code corpus} is Java 8, {@code corpus9} needs 9, and so on; a build takes all that its release can compile.
 *
 * @param debug {@code -g} or {@code -g:none}
 * @param together whether Bobbin sees all classes as one compilation, or each by itself, as if they came from many jars
 * @param seeds how many random paces
 * @param thorough whether also at the paces at which nothing changes between builds
 */
record Build(Compiler compiler, int release, String debug, boolean together, int seeds, boolean thorough) {
    /** Who compiles. */
    enum Compiler {
        JAVAC,
        ECJ
    }

    private static final List<Integer> RELEASES = IntStream.rangeClosed(8, Javac.JDK)
            .filter(release -> List.of(8, 9, 11, 17, 21, 25).contains(release))
            .boxed()
            .toList();

    /**
     * What CI runs. Between releases only the class files differ, in what javac makes of private members (11), of string
     * concatenation (9) and of switches (21), so each is taken once, with debug information and without it in turn.
     */
    static List<Build> chosen() {
        List<Build> builds = new ArrayList<>();
        builds.add(new Build(Compiler.JAVAC, 17, "-g", true, 3, true));
        builds.add(new Build(Compiler.JAVAC, Javac.JDK, "-g:none", false, 1, true));
        boolean debug = true;
        for (int release : RELEASES) {
            if (release != 17) {
                builds.add(once(Compiler.JAVAC, release, debug ? "-g" : "-g:none"));
                debug = !debug;
            }
        }
        builds.add(once(Compiler.ECJ, 8, "-g:none"));
        builds.add(once(Compiler.ECJ, 11, "-g"));
        builds.add(once(Compiler.ECJ, Javac.JDK, "-g:none"));
        builds.add(once(Compiler.ECJ, Javac.JDK, "-g"));
        return builds;
    }

    /** Every compiler with every release, with debug information and without. */
    static List<Build> all() {
        return Stream.of(Compiler.values())
                .flatMap(compiler -> RELEASES.stream()
                        .flatMap(release -> Stream.of("-g", "-g:none")
                                .map(debug -> new Build(compiler, release, debug, true, 1, true))))
                .toList();
    }

    private static Build once(Compiler compiler, int release, String debug) {
        return new Build(compiler, release, debug, true, 1, false);
    }

    /** Class files by internal name. */
    Map<String, byte[]> compile() {
        return compile(corpus(release));
    }

    /** As {@link #compile()}, other sources. */
    Map<String, byte[]> compile(List<Path> sources) {
        return compiler == Compiler.ECJ ? Ecj.compile(sources, release, debug) : Javac.compile(sources, release, debug);
    }

    /** The part of the corpus that this release can compile. */
    static List<Path> corpus(int release) {
        List<Path> sources = new ArrayList<>(Javac.sources(Javac.resources("corpus")));
        for (int since : new int[] {9, 11, 17, 21, 25}) {
            if (release >= since) {
                sources.addAll(Javac.sources(Javac.resources("corpus" + since)));
            }
        }
        return sources;
    }

    @Override
    public String toString() {
        return (compiler == Compiler.ECJ ? "ecj" : "javac") + " --release " + release + " " + debug
                + (together ? "" : ", class by class");
    }
}
