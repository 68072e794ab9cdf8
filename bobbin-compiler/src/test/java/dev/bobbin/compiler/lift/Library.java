package dev.bobbin.compiler.lift;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Class files that are lifted together: calls between them suspend, calls of anything else do not.
 *
 * @param classes by internal name, as they are to be loaded
 * @param lifts which classes' methods may become coroutines; the others are there since they extend these, or are extended
 * @param driven those whose public methods are called by the driver; the others run beneath them
 * @param wide whether the methods of a class may be called with numbers as large as there are
 */
record Library(
        String name,
        Map<String, byte[]> classes,
        Predicate<String> lifts,
        SortedSet<String> driven,
        Predicate<String> wide) {
    /** Only this class lifted and driven. */
    Library only(String internalName) {
        return new Library(name, classes, internalName::equals, new TreeSet<>(Set.of(internalName)), wide);
    }

    @Override
    public String toString() {
        return name;
    }
}
