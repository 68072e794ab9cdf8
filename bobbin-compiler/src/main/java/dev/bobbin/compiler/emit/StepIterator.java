package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.OBJECT_STEP;
import static dev.bobbin.compiler.ir.AbiNames.RELAYING_STEP;
import static dev.bobbin.compiler.ir.AbiNames.STEP;

import dev.bobbin.compiler.ir.CoroutineSignature;
import java.util.Collection;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The method by which the object of a step form hands out an element: that of an iterator. */
final class StepIterator {
    /** What the names of the iterators' interfaces end with. */
    static final String SUFFIX = "SeqIterator";

    private StepIterator() {}

    /** Of the object's class. */
    static String superclass(Collection<Yielded> yielded) {
        if (yielded.stream().anyMatch(Yielded::isOfOthers)) {
            return RELAYING_STEP;
        }
        return areObjects(yielded) ? OBJECT_STEP : STEP;
    }

    /** Whether the body gives each of its elements, all objects of its own, to who asks for it. There the form has no use for {@link #next}. */
    static boolean areObjects(Collection<Yielded> yielded) {
        return !yielded.isEmpty() && yielded.stream().allMatch(Yielded::isObject);
    }

    /** @param iterator the interface */
    static void next(ClassVisitor out, CoroutineSignature signature, String iterator, List<Yielded> yielded) {
        String kind = iterator.substring(iterator.lastIndexOf('/') + 1, iterator.length() - SUFFIX.length());
        String name = "next" + kind;
        String descriptor = switch (kind) {
            case "Int" -> "()I";
            case "Long" -> "()J";
            case "Double" -> "()D";
            default -> "()Ljava/lang/Object;";
        };
        String declaredBy = kind.isEmpty() ? "java/util/Iterator" : "java/util/PrimitiveIterator$Of" + kind;
        List<Yielded> own = yielded.stream().filter(y -> !y.isOfOthers()).toList();
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        if (own.size() == yielded.size()) {
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, STEP, "take", "()V", false);
            give(m, signature, own);
        } else {
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, RELAYING_STEP, "giver", "()Ljava/lang/Object;", false);
            m.visitVarInsn(Opcodes.ASTORE, 1);
            Label ofOthers = new Label();
            if (!own.isEmpty()) {
                m.visitVarInsn(Opcodes.ALOAD, 1);
                m.visitJumpInsn(Opcodes.IFNONNULL, ofOthers);
                give(m, signature, own);
                m.visitLabel(ofOthers);
                m.visitFrame(
                        Opcodes.F_NEW, 2, new Object[] {signature.stepClass(), "java/lang/Object"}, 0, new Object[0]);
            }
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitMethodInsn( // without a cast: the verifier takes any object for an interface
                    Opcodes.INVOKEINTERFACE, declaredBy, name, descriptor, true);
            m.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        }
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    /** The body's own element, by what the state says of it. */
    private static void give(MethodVisitor m, CoroutineSignature signature, List<Yielded> own) {
        Room room = new StepRoom(signature.stepClass());
        Yielded first = own.get(0);
        if (own.stream().skip(1).allMatch(first::isGivenAs)) {
            first.give(m, signature.stepClass(), room);
            return;
        }
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, STEP, "state", "I");
        m.visitInsn(Opcodes.INEG);
        int[] states = own.stream().mapToInt(Yielded::state).toArray();
        Label[] labels = own.stream().map(y -> new Label()).toArray(Label[]::new);
        m.visitLookupSwitchInsn(labels[0], states, labels);
        for (int i = 0; i < labels.length; i++) {
            m.visitLabel(labels[i]);
            m.visitFrame(Opcodes.F_NEW, 1, new Object[] {signature.stepClass()}, 0, new Object[0]);
            own.get(i).give(m, signature.stepClass(), room);
        }
    }
}
