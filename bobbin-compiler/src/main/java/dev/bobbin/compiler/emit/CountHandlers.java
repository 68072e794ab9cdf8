package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.JvmLimits;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Refuses a method of more exception handlers than a class file can count: ASM would write the low 16 bits of their number. */
final class CountHandlers extends MethodVisitor {
    private final String method;
    private int handlers;

    CountHandlers(String method, MethodVisitor out) {
        super(Opcodes.ASM9, out);
        this.method = method;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        handlers++;
        super.visitTryCatchBlock(start, end, handler, type);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (handlers > JvmLimits.MAX_HANDLERS) {
            throw new TooManyHandlersException(method, handlers);
        }
        super.visitMaxs(maxStack, maxLocals);
    }
}
