package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.StateMachine;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassVisitor;

/** Writes coroutines in the form of one model. */
public interface Emitter {
    /** The methods that hold the coroutine's code, into the class that it was written in. */
    void methods(StateMachine machine, ClassVisitor owner);

    /**
     * The classes beside it.
     *
     * @param version of the class files
     * @param classes takes internal names and class files
     */
    void companions(StateMachine machine, int version, BiConsumer<String, byte[]> classes);
}
