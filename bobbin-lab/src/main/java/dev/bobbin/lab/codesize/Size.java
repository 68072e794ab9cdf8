package dev.bobbin.lab.codesize;

import java.util.Collection;
import org.objectweb.asm.ClassReader;

/**
 * How large class files are.
 *
 * @param classes how many there are
 * @param classBytes of all of them
 * @param codeBytes the instructions in them
 */
public record Size(int classes, long classBytes, long codeBytes) {
    /** A class file's access flags, its name and its superclass, two bytes each, stand before its interfaces. */
    private static final int BEFORE_INTERFACES = 6;

    /** A member's access flags, name and descriptor stand before its attributes. */
    private static final int BEFORE_ATTRIBUTES = 6;

    private static final int ATTRIBUTE_HEAD = 6;

    /** The sizes of an operand stack and of the variables stand before the length of the code. */
    private static final int BEFORE_CODE_LENGTH = 4;

    /** Of class files. */
    public static Size of(Collection<byte[]> classFiles) {
        long bytes = 0;
        long code = 0;
        for (byte[] classFile : classFiles) {
            bytes += classFile.length;
            code += codeIn(new ClassReader(classFile));
        }
        return new Size(classFiles.size(), bytes, code);
    }

    private static long codeIn(ClassReader file) {
        char[] buffer = new char[file.getMaxStringLength()];
        int at = file.header + BEFORE_INTERFACES;
        at += 2 + 2 * file.readUnsignedShort(at);
        long code = 0;
        for (int table = 0; table < 2; table++) { // the fields, which have none, and the methods
            int members = file.readUnsignedShort(at);
            at += 2;
            for (int i = 0; i < members; i++) {
                int attributes = file.readUnsignedShort(at + BEFORE_ATTRIBUTES);
                at += BEFORE_ATTRIBUTES + 2;
                for (int j = 0; j < attributes; j++) {
                    if ("Code".equals(file.readUTF8(at, buffer))) {
                        code += file.readInt(at + ATTRIBUTE_HEAD + BEFORE_CODE_LENGTH);
                    }
                    at += ATTRIBUTE_HEAD + file.readInt(at + 2);
                }
            }
        }
        return code;
    }
}
