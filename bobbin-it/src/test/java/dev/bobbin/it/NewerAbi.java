package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What a Bobbin to come might make: code that asks for a later version of the ABI. Methods of classes that ask as they are initialised begin with a call to
 * one that today's runtime lacks.
 */
final class NewerAbi {
    private static final String ABI = Type.getInternalName(Abi.class);

    private NewerAbi() {}

    /** @return the changed copy */
    static Path of(Path jar, int version, Path copy) throws IOException {
        Map<String, byte[]> files = Jars.read(jar);
        int[] asked = {0};
        files.replaceAll((name, file) -> {
            if (!name.endsWith(".class")) {
                return file;
            }
            ClassNode node = new ClassNode();
            new ClassReader(file).accept(node, 0);
            for (MethodNode method : node.methods) {
                int asks = ask(method, version);
                if (asks > 0 && method.name.equals("<clinit>")) {
                    node.methods.forEach(NewerAbi::needsMore);
                }
                asked[0] += asks;
            }
            ClassWriter out = new ClassWriter(0);
            node.accept(out);
            return out.toByteArray();
        });
        assertThat(asked[0]).isPositive();
        Jars.write(copy, files);
        return copy;
    }

    /** How often the method calls {@code Abi.require}, which is given that version from now on. */
    private static int ask(MethodNode method, int version) {
        int asks = 0;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call && call.owner.equals(ABI) && call.name.equals("require")) {
                AbstractInsnNode push = call.getPrevious().getPrevious(); // the first of two arguments
                method.instructions.set(push, new IntInsnNode(Opcodes.BIPUSH, version));
                asks++;
            }
        }
        return asks;
    }

    private static void needsMore(MethodNode method) {
        if (!method.name.startsWith("<") && (method.access & Opcodes.ACC_ABSTRACT) == 0) {
            InsnList call = new InsnList();
            call.add(new MethodInsnNode(Opcodes.INVOKESTATIC, ABI, "ofTheFuture", "()V", false));
            method.instructions.insert(call);
        }
    }
}
