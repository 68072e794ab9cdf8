package coroutines;

import dev.bobbin.Coroutine;
import java.util.List;
import java.util.function.Function;

/**
 * Twelve programs, each in four ways: compiled or with stacks of their own, handing values to their resumer or to each other.
 *
 * <p>{@code ./bobbin run --class-path examples examples/coroutines/Quadrants.java stackless}, or {@code stackful} (JDK 21 and later).
 */
public final class Quadrants {
    private Quadrants() {}

    /** One of them, and what it says in each way. */
    public record Program(
            String name, Function<Maker, String> asymmetric, Function<Maker, String> symmetric, String expected) {}

    /** All. */
    public static List<Program> programs() {
        return List.of(
                new Program("generator", Generator::asymmetric, Generator::symmetric, "0 1 4 9 16 25"),
                new Program(
                        "recursive tree walk",
                        TreeWalk::asymmetric,
                        TreeWalk::symmetric,
                        "1000 values, in order, the last is 9967"),
                new Program(
                        "producer and consumer",
                        ProducerConsumer::asymmetric,
                        ProducerConsumer::symmetric,
                        "[full, took 3, full, took 3, took 2] 36"),
                new Program(
                        "same fringe", SameFringe::asymmetric, SameFringe::symmetric, "same; 5 is not 6; 4 is not null"),
                new Program(
                        "round robin",
                        RoundRobin::asymmetric,
                        RoundRobin::symmetric,
                        "[0 ends, 1.0, 2.0, 3.0, 1 ends, 2.1, 3.1, 2 ends, 3.2, 3 ends]"),
                new Program(
                        "exceptions both ways",
                        Exceptions::asymmetric,
                        Exceptions::symmetric,
                        "[got 2, caught brought in, got -1, got 3, finally, thrown / by zero] FAILED"),
                new Program(
                        "early close",
                        EarlyClose::asymmetric,
                        EarlyClose::symmetric,
                        "[got 1, got 2, got 3, closed]"),
                new Program(
                        "transfer ring",
                        TransferRing::asymmetric,
                        TransferRing::symmetric,
                        "member 45 has 12345"),
                new Program(
                        "permutations",
                        Permutations::asymmetric,
                        Permutations::symmetric,
                        "120: [bcdea, cbdea, cdbea, dcbea]"),
                new Program(
                        "tokenizer and parser",
                        Parser::asymmetric,
                        Parser::symmetric,
                        "86; 7; ')' expected, not the end"),
                new Program(
                        "actors",
                        Actors::asymmetric,
                        Actors::symmetric,
                        "[0 knock: is shut, 0 opens, 0 knock: come in, 0 shuts, 1 opens, 0 knock: is shut]"),
                new Program(
                        "event loop by hand",
                        EventLoop::asymmetric,
                        EventLoop::symmetric,
                        "[0 a0, 0 b0, 10 a1, 15 b1, 20 a2, 30 b2, 30 a3, 40 a ends, 45 b ends]"));
    }

    /** What {@code Seq.close()} does, beside early close. */
    public static String sequence() {
        return EarlyClose.sequence();
    }

    /** Of the name, as in the argument. */
    public static Maker maker(String kind) {
        return switch (kind) {
            case "stackless" -> Coroutine::of;
            case "stackful" -> Coroutine::stackful;
            default -> throw new IllegalArgumentException(kind + ": it is stackless or stackful");
        };
    }

    public static void main(String[] args) {
        Maker make = maker(args.length == 0 ? "stackless" : args[0]);
        for (Program program : programs()) {
            String asymmetric = program.asymmetric.apply(make);
            String symmetric = program.symmetric.apply(make);
            if (!asymmetric.equals(program.expected) || !symmetric.equals(asymmetric)) {
                throw new AssertionError(program.name + ": " + asymmetric + " / " + symmetric);
            }
            System.out.println(program.name + ": " + asymmetric);
        }
    }
}
