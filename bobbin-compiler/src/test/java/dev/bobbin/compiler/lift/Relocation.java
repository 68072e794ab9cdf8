package dev.bobbin.compiler.lift;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Copies of the JDK's classes under names that a class loader may define. What is not among them stays the original. */
final class Relocation extends Remapper {
    private static final String PREFIX = "lifted/";

    private final Set<String> moved;

    private Relocation(Set<String> moved) {
        super(Opcodes.ASM9);
        this.moved = moved;
    }

    static Map<String, byte[]> of(Map<String, byte[]> classes) {
        Relocation relocation = new Relocation(classes.keySet());
        Map<String, byte[]> copies = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(bytes).accept(new ClassRemapper(writer, relocation), 0);
            copies.put(PREFIX + name, writer.toByteArray());
        });
        return copies;
    }

    @Override
    public String map(String internalName) {
        return moved.contains(internalName) ? PREFIX + internalName : internalName;
    }
}
