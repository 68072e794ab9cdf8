package dev.bobbin.abi;

/** Where nothing can be suspended. */
public final class Yields {
    private Yields() {}

    /** The body of a sequence, which runs, is to go on. */
    public static IllegalStateException runs() {
        return new IllegalStateException("the body of a sequence asks for its own next element");
    }

    /** A yield by whoever has the yielder, and cannot suspend the body. */
    public static IllegalStateException misused(boolean closing) {
        return new IllegalStateException(
                closing
                        ? "a yield while the sequence is being closed: nobody takes elements any more"
                        : "a yield that cannot suspend the body of its sequence: it comes from code that Bobbin has not compiled,"
                                + " or was called by such code, or by the body of another sequence, or the body does not run; hand the yielder to methods that"
                                + " are compiled, and use loops instead of forEach()");
    }

    /** A yield by whoever has kept the yielder. */
    public static IllegalStateException outside() {
        return new IllegalStateException("a yield outside of the body of its sequence, which does not run");
    }

    /** What is called in place of the twin of a method, which is not there. */
    public static <R> R missing(Object receiver, String method) {
        if (receiver instanceof GivingYielder yielder) {
            throw yielder.misused();
        }
        throw new IllegalStateException(receiver.getClass().getName() + "." + method
                + " takes a yielder and was not compiled by Bobbin: run the program with `./bobbin run FILE.java`, or rewrite its class"
                + " files with `./bobbin compile DIR -o DIR` after javac");
    }
}
