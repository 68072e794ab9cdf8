package dev.bobbin.compiler;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file says of itself before its members begin (JVMS 4.1, 4.4).
 *
 * <p>Read by hand, since who collects class files needs only two facts, and those before the compiler sees the class.
 *
 * @param name the class's internal name
 * @param referenced internal names of all classes it mentions as classes, itself included
 */
public record ClassFileHeader(String name, List<String> referenced) {
    private static final int MAGIC = 0xCAFEBABE;

    /**
     * Reads the header.
     *
     * @throws IOException when this is no class file, with the reason
     */
    public static ClassFileHeader of(byte[] classFile) throws IOException {
        try {
            return read(classFile);
        } catch (EOFException e) {
            throw new IOException("it ends too early", e);
        }
    }

    private static ClassFileHeader read(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        if (classFile.length < 10 || in.readInt() != MAGIC) {
            throw new IOException("it does not begin as one");
        }
        in.readInt(); // version
        int size = in.readUnsignedShort();
        String[] texts = new String[size];
        int[] classEntries = new int[size];
        for (int i = 1; i < size; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classEntries[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // a long or double takes two entries
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        in.readUnsignedShort(); // access flags
        List<String> referenced = new ArrayList<>();
        for (int entry : classEntries) {
            if (entry != 0) {
                referenced.add(text(texts, entry));
            }
        }
        int self = in.readUnsignedShort();
        if (self >= size || classEntries[self] == 0) {
            throw new IOException("it does not name itself");
        }
        return new ClassFileHeader(text(texts, classEntries[self]), referenced);
    }

    private static String text(String[] texts, int index) throws IOException {
        if (index >= texts.length || texts[index] == null) {
            throw new IOException("a name is missing");
        }
        return texts[index];
    }
}
