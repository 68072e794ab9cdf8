package dev.bobbin.lab.trial;

/** Prints a splendid figure, and then finds that it is wrong. */
final class LyingProgram {
    private LyingProgram() {}

    public static void main(String[] args) {
        System.out.println("figure heap-bytes 1.0");
        System.out.println("wrong 41 tasks instead of 42");
    }
}
