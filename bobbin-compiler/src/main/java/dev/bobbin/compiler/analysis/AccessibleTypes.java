package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.ir.VirtualStart;
import dev.bobbin.compiler.read.ClassHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;

/**
 * The types that code may cast to. The verifier's type of a variable can be a class that the code itself must not name: what
 * a public method returns whose result type is package-private, or the common superclass of two public ones. Such code
 * only ever uses it as one of its accessible supertypes; so that is what it is restored as: the nearest accessible
 * superclass, which does for interfaces, too, since the verifier takes any object for one. Where it does not, where a hidden class is
 * wanted that is no interface, {@link CheckRestored} refuses.
 */
public final class AccessibleTypes {
    private final ClassHeaders headers;
    private final Map<String, String> nearest = new HashMap<>();

    /** @param headers where a class is not found it is taken as accessible */
    public AccessibleTypes(ClassHeaders headers) {
        this.headers = headers;
    }

    /** The type as code in this package may name it. */
    VarType nearest(VarType type, String fromPackage) {
        if (type.tag() != VarType.Tag.REF) {
            return type;
        }
        String name = Objects.requireNonNull(type.name());
        int dimensions = name.lastIndexOf('[') + 1;
        if (dimensions > 0 && name.charAt(dimensions) != 'L') {
            return type; // of primitives
        }
        String nearest = nearestClass(element(name), fromPackage);
        return VarType.ref(dimensions == 0 ? nearest : name.substring(0, dimensions) + "L" + nearest + ";");
    }

    /**
     * Whether a value that is known as its nearest type does no longer where another is wanted, which it was: a parameter's, say. To the verifier
     * any object is of an interface.
     */
    boolean isOutOfReach(VarType value, VarType wanted, String fromPackage) {
        VarType above = nearest(wanted, fromPackage);
        return !above.equals(wanted) && above.equals(nearest(value, fromPackage)) && !isOfAnInterface(wanted);
    }

    private boolean isOfAnInterface(VarType type) {
        ClassHeaders.Header header = headers.find(element(Objects.requireNonNull(type.name())));
        return header != null && header.isInterface();
    }

    /** The class, or that of an array's elements. */
    private static String element(String name) {
        int dimensions = name.lastIndexOf('[') + 1;
        return dimensions == 0 ? name : name.substring(dimensions + 1, name.length() - 1);
    }

    private String nearestClass(String name, String fromPackage) {
        if (VirtualStart.packageOf(name).equals(fromPackage)) {
            return name;
        }
        String key = fromPackage + ' ' + name;
        String known = nearest.get(key);
        if (known == null) {
            ClassHeaders.Header header = headers.find(name);
            boolean accessible = header == null || (header.access() & Opcodes.ACC_PUBLIC) != 0;
            String up = header == null ? null : header.superName();
            known = accessible ? name : up == null ? "java/lang/Object" : nearestClass(up, fromPackage);
            nearest.put(key, known);
        }
        return known;
    }
}
