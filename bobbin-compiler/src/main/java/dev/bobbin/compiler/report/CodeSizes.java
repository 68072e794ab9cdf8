package dev.bobbin.compiler.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** The bytes of bytecode of each method, read off the class file, since ASM's visitors do not tell (JVMS 4.7.3). */
final class CodeSizes {
    private final ClassReader reader;
    private final char[] buffer;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private int at;

    private CodeSizes(byte[] classFile) {
        reader = new ClassReader(classFile);
        buffer = new char[reader.getMaxStringLength()];
        at = reader.header + 6;
        at += 2 + 2 * reader.readUnsignedShort(at); // interfaces
        members(false);
        members(true);
    }

    /** By name and descriptor, in the order of the file; methods without code are left out. */
    static Map<String, Integer> of(byte[] classFile) {
        return new CodeSizes(classFile).sizes;
    }

    private void members(boolean methods) {
        int count = next2();
        for (int m = 0; m < count; m++) {
            at += 2;
            String name = reader.readUTF8(at, buffer);
            String descriptor = reader.readUTF8(at + 2, buffer);
            at += 4;
            int attributes = next2();
            for (int a = 0; a < attributes; a++) {
                boolean code = methods && "Code".equals(reader.readUTF8(at, buffer));
                if (code) {
                    sizes.put(name + descriptor, reader.readInt(at + 10));
                }
                at += 6 + reader.readInt(at + 2);
            }
        }
    }

    private int next2() {
        int value = reader.readUnsignedShort(at);
        at += 2;
        return value;
    }
}
