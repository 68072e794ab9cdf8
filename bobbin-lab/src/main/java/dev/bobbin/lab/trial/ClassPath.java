package dev.bobbin.lab.trial;

/** The class path of a measuring JVM. Asked for when the JVM starts, since it may have to be made first. */
@FunctionalInterface
public interface ClassPath {
    /** In the form of {@code -cp}. */
    String path();

    /** That of this JVM. */
    static ClassPath own() {
        return () -> System.getProperty("java.class.path");
    }
}
