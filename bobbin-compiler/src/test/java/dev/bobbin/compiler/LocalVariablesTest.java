package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.analysis.TypeFlow;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * What emitted methods tell debuggers about local variables: wherever a variable is said to be, there is a value of its type
 * in its slot. (In start forms the stack maps do not mention dead variables, but their values are there.)
 */
final class LocalVariablesTest {
    @ParameterizedTest
    @EnumSource(Build.Compiler.class)
    void localVariables_ofEveryEmittedMethod_nameSlotsOfTheirTypes(Build.Compiler compiler) throws Exception {
        // given
        Map<String, byte[]> plain = new Build(compiler, Javac.JDK, "-g", true, 0, false).compile();
        plain.keySet().removeIf(name -> name.startsWith("corpus/limits/")); // thousands of variables, all alike
        for (Options form : Options.forms()) {
            // when
            Map<String, byte[]> transformed =
                    Transformer.transform(plain, Javac::onClassPath, form).classes();

            // then
            ClassLoader loader =
                    World.ofCoroutines(transformed, form.toString(), "NEVER", 0).loader();
            List<String> wrong = new ArrayList<>();
            int variables = 0;
            for (byte[] bytes : transformed.values()) {
                ClassNode node = new ClassNode();
                new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
                for (MethodNode method : node.methods) {
                    if (method.localVariables != null && (method.access & Opcodes.ACC_SYNTHETIC) != 0) {
                        variables += method.localVariables.size();
                        check(node, method, loader, wrong);
                    }
                }
            }
            assertThat(wrong).as(form.toString()).isEmpty();
            assertThat(variables).as("variables looked at").isGreaterThan(1000);
        }
    }

    private static void check(ClassNode owner, MethodNode method, ClassLoader loader, List<String> wrong)
            throws Exception {
        TypeFlow types = new TypeFlow(owner.name, method);
        for (LocalVariableNode variable : method.localVariables) {
            int from = method.instructions.indexOf(variable.start);
            int to = method.instructions.indexOf(variable.end);
            String place = owner.name + "." + method.name + " " + variable.desc + " " + variable.name;
            if (from > to || variable.index >= method.maxLocals) {
                wrong.add(place + ": no range");
            }
            VarType last = null;
            for (int i = from; i < to; i++) {
                Frame<VarType> frame = types.before(i);
                if (frame == null || method.instructions.get(i).getOpcode() < 0) {
                    continue;
                }
                VarType found = frame.getLocal(variable.index);
                if (found.tag() == VarType.Tag.TOP && !method.name.endsWith("$resume")) {
                    continue;
                }
                if (!found.equals(last) && !isFine(Type.getType(variable.desc), found, loader)) {
                    wrong.add(place + " at " + i + ": " + found.tag() + " " + found.name());
                    break;
                }
                last = found;
            }
        }
    }

    private static boolean isFine(Type declared, VarType found, ClassLoader loader) throws Exception {
        VarType expected = VarType.of(declared);
        return switch (found.tag()) {
            case NULL -> expected.tag() == VarType.Tag.REF;
            case REF -> expected.tag() == VarType.Tag.REF && isRelated(load(declared, loader), load(found, loader));
            default -> expected.equals(found);
        };
    }

    /** A supertype will do where the code must not name the type, and for interfaces the verifier knows any object. */
    private static boolean isRelated(Class<?> declared, Class<?> found) {
        if (declared.isArray() && found.isArray()) {
            return isRelated(declared.componentType(), found.componentType());
        }
        return declared.isAssignableFrom(found) || found.isAssignableFrom(declared) || declared.isInterface();
    }

    private static Class<?> load(VarType type, ClassLoader loader) throws ClassNotFoundException {
        return load(Type.getObjectType(String.valueOf(type.name())), loader);
    }

    private static Class<?> load(Type type, ClassLoader loader) throws ClassNotFoundException {
        String name = type.getSort() == Type.ARRAY ? type.getDescriptor() : type.getInternalName();
        return Class.forName(name.replace('/', '.'), false, loader);
    }
}
