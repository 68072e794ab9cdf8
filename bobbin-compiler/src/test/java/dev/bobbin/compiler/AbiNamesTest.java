package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.DoubleSeqBody;
import dev.bobbin.DoubleYielder;
import dev.bobbin.IntSeqBody;
import dev.bobbin.IntYielder;
import dev.bobbin.LongSeqBody;
import dev.bobbin.LongYielder;
import dev.bobbin.SeqBody;
import dev.bobbin.Yielder;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Yields;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Model;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Holds what the compiler knows of the core by name against the core itself. */
class AbiNamesTest {
    private static final String SOURCE = """
            import static dev.bobbin.Async.done;
            import dev.bobbin.*;
            class Sample {
                static Async<Integer> ints(int x) { Bobbin.yieldNow().await(); return done(x); }
                static Async<Long> longs(long x) { Bobbin.yieldNow().await(); return done(x); }
                static Async<Float> floats(float x) { Bobbin.yieldNow().await(); return done(x); }
                static Async<Double> doubles(double x) { Bobbin.yieldNow().await(); return done(x); }
                static Async<String> objects(String x) { Bobbin.yieldNow().await(); return done(x); }
                static Async<String> tail(String x) { Bobbin.yieldNow().await(); return objects(x); }
                static Async<String> all(Async<String> any, float f, double d) {
                    try (var scope = Scope.open()) {
                        scope.join().await();
                        String s = "" + ints(1).await() + longs(2).await() + floats(f).await() + doubles(d).await();
                        return done(s + f + d + any.await() + tail(s).await());
                    }
                }
            }
            """;

    @Test
    void version_ofCompilerAndCore_isTheSame() {
        assertThat(AbiNames.VERSION).isEqualTo(Abi.VERSION);
    }

    @Test
    void signal_ofSuspension_isTheSame() {
        assertThat(AbiNames.SUSPENDED).isEqualTo(Context.SUSPENDED);
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void everyReferenceOfEmittedCode_toBobbin_existsAndIsAccessible(Options form, @TempDir Path directory)
            throws Exception {
        // given
        Path source = Files.writeString(directory.resolve("Sample.java"), SOURCE);
        Map<String, byte[]> compiled = Javac.compile(List.of(source), 17, "-g");
        // when
        Transformer.Result result = Transformer.transform(compiled, name -> null, form);
        // then
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        Set<String> used = new TreeSet<>();
        for (byte[] classFile : result.classes().values()) {
            ClassNode node = new ClassNode();
            new ClassReader(classFile).accept(node, 0);
            for (MethodNode method : node.methods) {
                for (AbstractInsnNode insn : method.instructions) {
                    if (insn instanceof MethodInsnNode call && call.owner.startsWith("dev/bobbin/")) {
                        checkMethod(call);
                        used.add(call.owner + "." + call.name);
                    } else if (insn instanceof FieldInsnNode access && access.owner.startsWith("dev/bobbin/")) {
                        Class<?> owner = Class.forName(access.owner.replace('/', '.'));
                        assertThat(Modifier.isPublic(
                                        owner.getDeclaredField(access.name).getModifiers()))
                                .isTrue();
                        used.add(access.owner + "." + access.name);
                    }
                }
            }
        }
        assertThat(used)
                .contains(AbiNames.ABI + ".await", AbiNames.ABI + ".tail", AbiNames.CONTEXT + ".settle")
                .contains(AbiNames.CONTEXT + ".signal");
        assertThat(used.contains(AbiNames.CONTEXT + ".spare"))
                .isEqualTo(form.model().runsOnStack());
        assertThat(used.contains(AbiNames.CONTEXT + ".again")).isEqualTo(form.model() == Model.PULL);
        assertThat(used.contains(AbiNames.CONTEXT + ".placeHosted")).isEqualTo(form.model() == Model.EMBEDDED);
    }

    @Test
    void annotation_andItsConstants_haveTheNamesThatTheCompilerReads() {
        assertThat(AbiNames.MODEL_TYPE).isEqualTo(Type.getDescriptor(dev.bobbin.Model.class));
        assertThat(Arrays.stream(dev.bobbin.Model.Kind.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Model.values()).map(Enum::name).toList());
    }

    @Test
    void yieldersAndBodies_andTheirTwins_haveTheNamesThatTheCompilerKnows() throws Exception {
        Map<Class<?>, Class<?>> bodies = Map.of(
                SeqBody.class, Yielder.class,
                IntSeqBody.class, IntYielder.class,
                LongSeqBody.class, LongYielder.class,
                DoubleSeqBody.class, DoubleYielder.class);
        assertThat(bodies.values().stream().map(Type::getInternalName))
                .containsExactlyInAnyOrderElementsOf(AbiNames.YIELDERS);
        for (Map.Entry<Class<?>, Class<?>> each : bodies.entrySet()) {
            checkTwin(method(each.getKey(), "run"));
            checkTwin(method(each.getValue(), AbiNames.YIELD));
            assertThat(method(each.getKey(), "run").getParameterTypes()).containsExactly(each.getValue());
        }
        assertThat(AbiNames.YIELDS).isEqualTo(Type.getInternalName(Yields.class));
        assertThat(Type.getMethodDescriptor(Yields.class.getMethod(AbiNames.MISSING, Object.class, String.class)))
                .isEqualTo("(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;");
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void checkTwin(Method written) throws NoSuchMethodException {
        Method twin =
                written.getDeclaringClass().getMethod(written.getName() + AbiNames.TWIN, written.getParameterTypes());
        assertThat(twin.getReturnType()).isEqualTo(Async.class);
        assertThat(twin.isDefault()).isTrue();
        assertThat(AbiNames.written(twin.getName())).isEqualTo(written.getName());
    }

    private static void checkMethod(MethodInsnNode call) throws ClassNotFoundException {
        Class<?> owner = Class.forName(call.owner.replace('/', '.'));
        boolean found = call.name.equals("<init>")
                ? Arrays.stream(owner.getDeclaredConstructors())
                        .anyMatch(c -> Type.getConstructorDescriptor(c).equals(call.desc)
                                && !Modifier.isPrivate(c.getModifiers()))
                : Arrays.stream(owner.getMethods())
                        .anyMatch(m -> m.getName().equals(call.name)
                                && Type.getMethodDescriptor(m).equals(call.desc));
        assertThat(found).as(call.owner + "." + call.name + call.desc).isTrue();
    }
}
