package dev.bobbin.abi;

/** A yielder of Bobbin's that gives the elements to an action; nothing is suspended on it. */
public interface GivingYielder {
    /** What another than its body is told that yields by it. */
    IllegalStateException misused();
}
