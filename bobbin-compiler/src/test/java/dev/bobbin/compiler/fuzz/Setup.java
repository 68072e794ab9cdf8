package dev.bobbin.compiler.fuzz;

import dev.bobbin.compiler.Javac;
import java.util.ArrayList;
import java.util.List;

/**
 * How programs are compiled before they are transformed.
 *
 * @param together whether the transformer sees all classes at once, or each class by itself, as if from many jars
 */
record Setup(int release, String debug, boolean together) {
    private static final List<Setup> ALL = all();

    private static List<Setup> all() {
        List<Setup> all = new ArrayList<>();
        all.add(new Setup(17, "-g", true));
        all.add(new Setup(Javac.JDK, "-g:none", true));
        all.add(new Setup(17, "-g:none", false));
        all.add(new Setup(Javac.JDK, "-g", true));
        all.add(new Setup(11, "-g", true));
        all.add(new Setup(8, "-g:none", true));
        return List.copyOf(all);
    }

    static Setup of(int batch) {
        return ALL.get(Math.floorMod(batch, ALL.size()));
    }

    /** Those that compile source of that release. */
    static List<Setup> from(int release) {
        return ALL.stream().filter(s -> s.release() >= release).toList();
    }

    @Override
    public String toString() {
        return "--release " + release + " " + debug + (together ? "" : ", each class by itself");
    }
}
