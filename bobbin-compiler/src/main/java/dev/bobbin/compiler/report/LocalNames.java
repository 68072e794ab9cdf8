package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** What the source calls local variables, from the method's {@code LocalVariableTable}. */
final class LocalNames {
    private final MethodNode method;
    private final List<LocalVariableNode> variables;

    LocalNames(MethodNode method) {
        this.method = method;
        this.variables = method.localVariables == null ? List.of() : method.localVariables;
    }

    /** The variable that a local holds at an instruction, null if the class file does not say. */
    @Nullable
    LocalVariableNode at(int local, int instruction) {
        for (LocalVariableNode variable : variables) {
            if (variable.index == local && covers(variable, instruction)) {
                return variable;
            }
        }
        return null;
    }

    /** The variables in scope at an instruction. */
    List<LocalVariableNode> inScope(int instruction) {
        List<LocalVariableNode> found = new ArrayList<>();
        for (LocalVariableNode variable : variables) {
            if (covers(variable, instruction)) {
                found.add(variable);
            }
        }
        found.sort((a, b) -> Integer.compare(a.index, b.index));
        return found;
    }

    private boolean covers(LocalVariableNode variable, int instruction) {
        return method.instructions.indexOf(variable.start) <= instruction
                && instruction < method.instructions.indexOf(variable.end);
    }

    /** A type as the source names it, without packages. */
    static String simple(Type type) {
        String name = type.getClassName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** The verifier's type, in the source's words. */
    static String simple(VarType type) {
        return switch (type.tag()) {
            case REF -> simple(Type.getObjectType(String.valueOf(type.name())));
            case NULL -> "null";
            default -> type.tag().name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
