package dev.bobbin.compiler.fuzz;

import java.util.List;

/**
 * A random program: one class with a coroutine {@code main}.
 *
 * @param release the Java version of its source
 * @param ordered whether each suspension point is reached at the same place in blocking code, so that a cancellation can
 *     be compared with an exception thrown there
 * @param source as Java
 */
record Program(long seed, String name, int release, boolean ordered, List<Piece.Member> members, String source) {
    static Program of(long seed, String name, int release, boolean ordered, List<Piece.Member> members) {
        return new Program(
                seed, name, release, ordered, members, PrintProgram.print(seed, name, release, ordered, members));
    }

    /** One that was written to a file. */
    static Program kept(String name, int release, boolean ordered, String source) {
        return new Program(0, name, release, ordered, List.of(), source);
    }

    Program with(List<Piece.Member> others) {
        return of(seed, name, release, ordered, List.copyOf(others));
    }
}
