package dev.bobbin.loom;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;

/**
 * A class of continuations that are told of a pinned thread and do nothing, as those of virtual threads are. One of the VM's own throws then, out of whatever
 * tries to leave the thread: on a virtual thread out of each wait of any code that the coroutine calls, where Loom has the carrier wait.
 *
 * <p>No compiler that knows JDK 17 only can name what it extends; so it is written here, byte by byte, as the JVM specification has it, chapter 4:
 *
 * <pre>{@code
 * class Quiet extends Continuation {
 *     Quiet(ContinuationScope scope, Runnable call) {
 *         super(scope, call);
 *     }
 *
 *     @Override
 *     protected void onPinned(Continuation.Pinned reason) {}
 * }
 * }</pre>
 */
final class QuietContinuation {
    private static final String VM = "jdk/internal/vm/";
    private static final String CONSTRUCTOR = "(L" + VM + "ContinuationScope;Ljava/lang/Runnable;)V";
    private static final String ON_PINNED = "(L" + VM + "Continuation$Pinned;)V";

    private static final int MAGIC = 0xCAFEBABE;

    /** Of JDK 17. */
    private static final int VERSION = 61;

    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    // Where things are in the constant pool.
    private static final int SELF = 2;
    private static final int SUPER = 4;
    private static final int INIT = 5;
    private static final int INIT_TYPE = 6;
    private static final int INIT_NAME_AND_TYPE = 7;
    private static final int SUPER_INIT = 8;
    private static final int CODE = 9;
    private static final int PINNED = 10;
    private static final int PINNED_TYPE = 11;
    private static final int CONSTANTS = 12;

    private static final int ACC_PROTECTED = 0x0004;
    private static final int ACC_SUPER = 0x0020;

    /** {@code aload_0, aload_1, aload_2, invokespecial, return} */
    private static final byte[] CALL_SUPER = {0x2a, 0x2b, 0x2c, (byte) 0xb7, 0, SUPER_INIT, (byte) 0xb1};

    /** {@code return} */
    private static final byte[] NOTHING = {(byte) 0xb1};

    private QuietContinuation() {}

    /**
     * The class, hidden beside the one that looks it up.
     *
     * @throws IllegalAccessError if {@code java.base/jdk.internal.vm} is not exported to that
     */
    static Class<?> define(MethodHandles.Lookup lookup) throws IllegalAccessException {
        String name = lookup.lookupClass().getPackageName().replace('.', '/') + "/Quiet";
        return lookup.defineHiddenClass(classFile(name), false).lookupClass();
    }

    private static byte[] classFile(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            constants(out, name);
            shorts(out, ACC_SUPER, SELF, SUPER, 0, 0); // no interfaces, no fields
            shorts(out, 2);
            method(out, 0, INIT, INIT_TYPE, CALL_SUPER);
            method(out, ACC_PROTECTED, PINNED, PINNED_TYPE, NOTHING);
            shorts(out, 0);
        } catch (IOException e) { // to an array
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static void constants(DataOutputStream out, String name) throws IOException {
        shorts(out, CONSTANTS);
        text(out, name);
        reference(out, CLASS, SELF - 1);
        text(out, VM + "Continuation");
        reference(out, CLASS, SUPER - 1);
        text(out, "<init>");
        text(out, CONSTRUCTOR);
        reference(out, NAME_AND_TYPE, INIT, INIT_TYPE);
        reference(out, METHOD, SUPER, INIT_NAME_AND_TYPE);
        text(out, "Code");
        text(out, "onPinned");
        text(out, ON_PINNED);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(UTF8);
        out.writeUTF(text);
    }

    private static void reference(DataOutputStream out, int kind, int... constants) throws IOException {
        out.writeByte(kind);
        shorts(out, constants);
    }

    /** At most three words of stack and as many variables. */
    private static void method(DataOutputStream out, int access, int name, int type, byte[] code) throws IOException {
        shorts(out, access, name, type, 1, CODE);
        out.writeInt(12 + code.length);
        shorts(out, 3, 3);
        out.writeInt(code.length);
        out.write(code);
        shorts(out, 0, 0); // nothing is caught, no attributes
    }

    private static void shorts(DataOutputStream out, int... values) throws IOException {
        for (int value : values) {
            out.writeShort(value);
        }
    }
}
