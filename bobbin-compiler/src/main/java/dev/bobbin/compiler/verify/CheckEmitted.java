package dev.bobbin.compiler.verify;

import dev.bobbin.compiler.emit.AbiNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** What no emitted class may break: no suspension point is left, and every method fits the JVM's limit. */
public final class CheckEmitted {
    /** The largest method the JVM accepts, in bytes. */
    public static final int MAX_CODE = 65_535;

    private CheckEmitted() {}

    /** The names of methods that still call {@code await()} itself. */
    public static List<String> unsuspended(byte[] classFile) {
        List<String> left = new ArrayList<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String callee, String desc, boolean itf) {
                                        boolean async = owner.equals(AbiNames.ASYNC) || owner.equals(AbiNames.TASK);
                                        if (async && callee.equals("await")) {
                                            left.add(name);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return left;
    }
}
