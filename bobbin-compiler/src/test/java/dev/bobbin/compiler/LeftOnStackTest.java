package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;

/**
 * Coroutines that return while something is left on the operand stack, as Kotlin's compiler writes {@code list.add(x ?: return other())}: javac and
 * ecj never do.
 */
final class LeftOnStackTest {
    private static final String ASYNC = "dev/bobbin/Async";
    private static final String BUILDER = "java/lang/StringBuilder";

    /** Given an {@code Async} that suspends, and one to return. */
    private static final String DESCRIPTOR = "(Ldev/bobbin/Async;Ldev/bobbin/Async;)Ldev/bobbin/Async;";

    private static final List<Object> PARAMETERS = List.of(ASYNC, ASYNC);

    private static Code code(String name) {
        return Code.of(ACC_PUBLIC | ACC_STATIC, name, DESCRIPTOR);
    }

    private static Code suspended(Code code) {
        return code.var(ALOAD, 0).await().add(POP);
    }

    private static Code returned(Code code) {
        return code.var(ALOAD, 1).add(ARETURN);
    }

    private static Code done(Code code) {
        code.var(ALOAD, 1).await();
        return code.call(INVOKESTATIC, ASYNC, "done", "(Ljava/lang/Object;)Ldev/bobbin/Async;")
                .add(ARETURN);
    }

    private static Code done(Code code, int value) {
        return code.add(value)
                .call(INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;")
                .call(INVOKESTATIC, ASYNC, "done", "(Ljava/lang/Object;)Ldev/bobbin/Async;")
                .add(ARETURN);
    }

    private static Stream<Code> methods() {
        return Stream.of(
                returned(suspended(code("oneAfterwards")).add(ICONST_1)),
                returned(suspended(code("oneAcross").add(ICONST_1))),
                returned(suspended(code("manyAcross").add(ICONST_1, LCONST_1, ACONST_NULL, DCONST_1, FCONST_1))),
                returned(suspended(code("creation")).type(NEW, BUILDER).add(DUP, LCONST_0)),
                returned(suspended(code("creationAcross").type(NEW, BUILDER).add(DUP, ICONST_0))),
                done(suspended(code("awaitedAbove").add(LCONST_1, ICONST_1))),
                done(suspended(code("primitiveAbove").add(LCONST_1, ICONST_1)), ICONST_4),
                done(suspended(code("creationBeneathDone")).type(NEW, BUILDER).add(DUP), ICONST_4),
                boxBeneathDone(),
                twoDepths(),
                inATry(),
                inALoop());
    }

    /** Whose answer is not that. */
    private static Code boxBeneathDone() {
        Code code = suspended(code("boxBeneathDone")).add(ICONST_1);
        return code.call(INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;")
                .call(INVOKESTATIC, ASYNC, "done", "()Ldev/bobbin/Async;")
                .add(ARETURN);
    }

    private static Code twoDepths() {
        Code code = suspended(code("twoDepths").add(LCONST_1)).var(ALOAD, 1).jump(IFNULL, "null");
        returned(code.add(ICONST_1)).label("null").frame(PARAMETERS, List.of(LONG));
        return returned(code);
    }

    private static Code inATry() {
        Code code =
                code("inATry").attempt("start", "end", "handler").add(ICONST_3).var(ISTORE, 2);
        returned(suspended(code.label("start").add(ICONST_2)).add(DCONST_0)).label("end");
        code.label("handler").frame(List.of(ASYNC, ASYNC, INTEGER), List.of("java/lang/Exception"));
        return returned(code.var(ILOAD, 2));
    }

    private static Code inALoop() {
        Code code = code("inALoop").add(ICONST_0).var(ISTORE, 2).label("head");
        code.frame(List.of(ASYNC, ASYNC, INTEGER), List.of());
        code.add(LCONST_1).call(INVOKESTATIC, "dev/bobbin/Bobbin", "yieldNow", "()Ldev/bobbin/Async;");
        code.await().add(POP).iinc(2).var(ILOAD, 2).add(ICONST_3).jump(IF_ICMPLT, "again");
        returned(code).label("again").frame(List.of(ASYNC, ASYNC, INTEGER), List.of(LONG));
        return code.add(POP2).jump(GOTO, "head");
    }

    private static byte[] classFile() {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        out.visit(V17, ACC_PUBLIC, "Left", null, "java/lang/Object", null);
        methods().map(Code::method).forEach(m -> m.accept(out));
        return out.toByteArray();
    }

    static Stream<Arguments> formsAndMethods() {
        return World.models().stream().flatMap(form -> methods().map(code -> Arguments.of(form, code.method().name)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("formsAndMethods")
    void return_withValuesBeneath_givesTheTopmost(Options form, String name) throws Exception {
        // given
        Transformer.Result result = Transformer.transform(Map.of("Left", classFile()), Javac::onClassPath, form);
        assertThat(result.diagnostics()).isEmpty();
        ClassLoader loader = World.ofCoroutines(result.classes(), "NEVER", 0).loader();
        Method method = Class.forName("Left", true, loader).getMethod(name, Async.class, Async.class);
        // when
        for (boolean suspends : new boolean[] {true, false}) {
            Object said = Scheduler.single().run(() -> (Async<?>) method.invoke(
                    null,
                    suspends ? Bobbin.yieldNow() : Async.done(),
                    suspends ? Async.create(c -> c.complete(4)) : Async.done(4)));
            // then
            assertThat(said).isEqualTo(name.equals("boxBeneathDone") ? null : 4);
        }
    }

    @Test
    void methods_asTheyWereWritten_verify() throws Exception {
        ClassLoader loader =
                World.ofCoroutines(Map.of("Left", classFile()), "NEVER", 0).loader();
        Method[] methods = Class.forName("Left", true, loader).getMethods();
        assertThat(Stream.of(methods).map(Method::getName)).contains("oneAcross", "inALoop");
    }
}
