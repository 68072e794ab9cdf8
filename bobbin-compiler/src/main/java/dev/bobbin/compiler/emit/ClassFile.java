package dev.bobbin.compiler.emit;

import org.objectweb.asm.ClassWriter;

/**
 * A class file being written, up to what the JVM allows and no less.
 *
 * <p>ASM also counts, for each method, what it allocates and does while it writes, against fixed limits that shall stop hostile
 * input. The code of a coroutine is legal and comes near them: where it jumps over more than 32 KB, as from an await to what
 * stands at the end, ASM widens the jump in a second pass with a new frame for each instruction, and counts all of them though
 * none is kept. A method of 50 KB with 40 variables was beyond 10 MB that way. So these limits are lifted.
 */
public final class ClassFile extends ClassWriter {
    public ClassFile() {
        super(COMPUTE_MAXS);
        setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    }
}
