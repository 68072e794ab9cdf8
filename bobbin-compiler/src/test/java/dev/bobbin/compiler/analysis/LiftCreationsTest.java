package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.ir.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

final class LiftCreationsTest {
    private static final String AWAIT = "INVOKEVIRTUAL dev/bobbin/Async.await";

    private static Code code() {
        return Code.of("(Ldev/bobbin/Async;)V");
    }

    private static Code init(Code code, String descriptor) {
        return code.call(INVOKESPECIAL, "A", "<init>", descriptor);
    }

    private static List<String> lifted(Code code) throws AnalyzerException {
        assertThat(LiftCreations.in("Owner", code.method())).isNull();
        return Code.listing(code.method());
    }

    private static void isRefused(Code code) throws AnalyzerException {
        List<String> before = Code.listing(code.method());
        assertThat(LiftCreations.in("Owner", code.method()))
                .isEqualTo(new Refusal(
                        7,
                        "object-under-construction",
                        "an object under construction is kept in an unusual way across an await()",
                        "await the argument into a local variable first"));
        assertThat(Code.listing(code.method())).isEqualTo(before);
    }

    @Test
    void creation_withoutASuspension_staysWhereItIs() throws AnalyzerException {
        Code code = init(code().type(NEW, "A").add(DUP, ICONST_0), "(I)V")
                .var(ALOAD, 0)
                .await()
                .add(POP2, RETURN);
        List<String> before = Code.listing(code.method());

        assertThat(lifted(code)).isEqualTo(before);
        assertThat(code.method().maxLocals).isEqualTo(10);
    }

    @Test
    void creation_acrossASuspension_movesToItsConstructor() throws AnalyzerException {
        Code code = init(
                        code().type(NEW, "A")
                                .add(DUP, LCONST_0, ICONST_1)
                                .var(ALOAD, 0)
                                .await(),
                        "(JILjava/lang/Object;)V")
                .add(POP, RETURN);

        assertThat(lifted(code))
                .containsExactly(
                        "NEW A",
                        "POP",
                        "ACONST_NULL",
                        "DUP",
                        "LCONST_0",
                        "ICONST_1",
                        "ALOAD 0",
                        AWAIT,
                        "ASTORE 13",
                        "ISTORE 12",
                        "LSTORE 10",
                        "POP",
                        "POP",
                        "NEW A",
                        "DUP",
                        "LLOAD 10",
                        "ILOAD 12",
                        "ALOAD 13",
                        "INVOKESPECIAL A.<init>",
                        "POP",
                        "RETURN");
        assertThat(code.method().maxLocals).isEqualTo(14);
    }

    @Test
    void creation_withoutACopy_hasNoneAfterwards() throws AnalyzerException {
        Code code = init(
                        code().add(ICONST_5)
                                .type(NEW, "A")
                                .var(ALOAD, 0)
                                .await()
                                .add(POP),
                        "()V")
                .add(POP, RETURN);

        assertThat(lifted(code))
                .containsExactly(
                        "ICONST_5",
                        "NEW A",
                        "POP",
                        "ACONST_NULL",
                        "ALOAD 0",
                        AWAIT,
                        "POP",
                        "POP",
                        "NEW A",
                        "INVOKESPECIAL A.<init>",
                        "POP",
                        "RETURN");
        assertThat(code.method().maxLocals).isEqualTo(10);
    }

    @Test
    void creations_nested_areLiftedBoth() throws AnalyzerException {
        Code inner = code().type(NEW, "A")
                .add(DUP)
                .type(NEW, "A")
                .add(DUP)
                .var(ALOAD, 0)
                .await();
        Code code = init(init(inner, "(Ljava/lang/Object;)V"), "(LA;)V").add(POP, RETURN);

        assertThat(lifted(code))
                .containsExactly(
                        "NEW A",
                        "POP",
                        "ACONST_NULL",
                        "DUP",
                        "NEW A",
                        "POP",
                        "ACONST_NULL",
                        "DUP",
                        "ALOAD 0",
                        AWAIT,
                        "ASTORE 10",
                        "POP",
                        "POP",
                        "NEW A",
                        "DUP",
                        "ALOAD 10",
                        "INVOKESPECIAL A.<init>",
                        "ASTORE 10",
                        "POP",
                        "POP",
                        "NEW A",
                        "DUP",
                        "ALOAD 10",
                        "INVOKESPECIAL A.<init>",
                        "POP",
                        "RETURN");
    }

    @Test
    void creation_besideALiftedOne_staysWhereItIs() throws AnalyzerException {
        Code code = init(
                        init(
                                        code().type(NEW, "A")
                                                .add(DUP)
                                                .var(ALOAD, 0)
                                                .await()
                                                .type(NEW, "A")
                                                .add(DUP),
                                        "()V")
                                .add(POP),
                        "(Ljava/lang/Object;)V")
                .add(POP, RETURN);

        assertThat(lifted(code).subList(4, 12))
                .containsExactly("ALOAD 0", AWAIT, "NEW A", "DUP", "INVOKESPECIAL A.<init>", "POP", "ASTORE 10", "POP");
    }

    @Test
    void constructor_ofTheSuperclass_isNoCreation() throws AnalyzerException {
        Code code = init(code().type(NEW, "A").add(DUP).var(ALOAD, 0).await(), "(Ljava/lang/Object;)V")
                .add(POP)
                .frame(List.of(UNINITIALIZED_THIS, "dev/bobbin/Async"), List.of())
                .var(ALOAD, 0)
                .call(INVOKESPECIAL, "Owner", "<init>", "()V")
                .add(RETURN);
        assertThat(lifted(code)).endsWith("ALOAD 0", "INVOKESPECIAL Owner.<init>", "RETURN");
    }

    @Test
    void frames_whileItIsUnderConstruction_sayNull() throws AnalyzerException {
        Code code = code().label("new")
                .type(NEW, "A")
                .add(DUP)
                .label("kept")
                .type(NEW, "B")
                .add(POP)
                .var(ALOAD, 0);
        code.await();
        Object raw = code.labelled("new");
        Object other = code.labelled("kept");
        code.frame(List.of("dev/bobbin/Async", INTEGER, other), List.of(raw, raw, "java/lang/Object"));
        init(code, "(Ljava/lang/Object;)V").add(POP, RETURN);

        assertThat(lifted(code))
                .contains("frame [dev/bobbin/Async, 1, uninitialized] [" + NULL + ", " + NULL + ", java/lang/Object]");
    }

    @Test
    void frames_withoutEntries_stayWithout() throws AnalyzerException {
        Code code = code().frame(List.of("dev/bobbin/Async"), List.of())
                .type(NEW, "A")
                .add(DUP);
        var frame = (FrameNode) code.method().instructions.getFirst();
        frame.stack = null;
        init(code.var(ALOAD, 0).await(), "(Ljava/lang/Object;)V").add(POP, RETURN);

        assertThat(lifted(code)).startsWith("frame [dev/bobbin/Async] []", "NEW A", "POP");
        assertThat(frame.stack).isNull();
    }

    @Test
    void local_thatHoldsItAcross_isLifted() throws AnalyzerException {
        Code code = code().type(NEW, "A").var(ASTORE, 1).var(ALOAD, 0).await().var(ASTORE, 2);
        init(code.var(ALOAD, 1).var(ALOAD, 2), "(Ljava/lang/Object;)V").add(RETURN);

        assertThat(lifted(code))
                .containsExactly(
                        "NEW A",
                        "POP",
                        "ACONST_NULL",
                        "ASTORE 1",
                        "ALOAD 0",
                        AWAIT,
                        "ASTORE 2",
                        "ALOAD 1",
                        "ALOAD 2",
                        "ASTORE 10",
                        "POP",
                        "NEW A",
                        "ALOAD 10",
                        "INVOKESPECIAL A.<init>",
                        "RETURN");
    }

    @Test
    void local_thatIsDead_doesNotCount() throws AnalyzerException {
        Code code = code().type(NEW, "A").add(DUP).var(ASTORE, 1);
        init(code, "()V").var(ALOAD, 0).await().add(POP, RETURN);
        List<String> before = Code.listing(code.method());
        assertThat(lifted(code)).isEqualTo(before);
    }

    @Test
    void copies_moreThanTwo_areRefused() throws AnalyzerException {
        Code code = code().type(NEW, "A").add(DUP, DUP).var(ALOAD, 0).await().line(7);
        isRefused(init(code, "(Ljava/lang/Object;)V").add(POP2, RETURN));
    }

    @Test
    void copy_deeperInTheStack_isRefused() throws AnalyzerException {
        Code code = code().type(NEW, "A")
                .add(DUP, ICONST_0, SWAP)
                .var(ALOAD, 0)
                .await()
                .line(7);
        isRefused(init(code, "(Ljava/lang/Object;)V").add(POP2, RETURN));
    }

    @Test
    void copy_amongTheArguments_isRefused() throws AnalyzerException {
        Code code = code().type(NEW, "A")
                .add(DUP, ICONST_0, SWAP)
                .var(ALOAD, 0)
                .await()
                .add(POP)
                .line(7);
        isRefused(init(code, "(ILA;)V").add(RETURN));
    }

    @Test
    void copy_inALiveLocal_isRefused() throws AnalyzerException {
        Code code = code().type(NEW, "A")
                .add(DUP)
                .var(ASTORE, 1)
                .var(ALOAD, 0)
                .await()
                .line(7);
        isRefused(init(code, "(Ljava/lang/Object;)V").var(ALOAD, 1).add(POP, RETURN));
    }
}
