package dev.bobbin.abi;

/** A yielder of Bobbin's that nothing is suspended on: it gives the elements to an action. */
public interface Feed {
    /** What another than its body is told that yields by it. */
    IllegalStateException misused();
}
