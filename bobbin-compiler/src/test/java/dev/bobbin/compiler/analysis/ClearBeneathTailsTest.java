package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.analysis.AnalyzerException;

final class ClearBeneathTailsTest {
    private static final String ASYNC = "dev/bobbin/Async";

    private static Code code() {
        return Code.of("(Ldev/bobbin/Async;)Ldev/bobbin/Async;");
    }

    private static List<String> cleared(Code code) throws AnalyzerException {
        ClearBeneathTails.in("Owner", code.method());
        return Code.listing(code.method());
    }

    @Test
    void tail_withNothingBeneath_staysAsItIs() throws AnalyzerException {
        assertThat(cleared(code().var(ALOAD, 0).add(ARETURN))).containsExactly("ALOAD 0", "ARETURN");
    }

    @Test
    void tail_withValuesBeneath_dropsThemFromTheTop() throws AnalyzerException {
        Code code = code().add(ICONST_0, LCONST_1)
                .type(NEW, "A")
                .add(DUP, DCONST_0)
                .var(ALOAD, 0)
                .add(ARETURN);
        assertThat(cleared(code))
                .containsExactly(
                        "ICONST_0",
                        "LCONST_1",
                        "NEW A",
                        "DUP",
                        "DCONST_0",
                        "ALOAD 0", //
                        "DUP_X2",
                        "POP",
                        "POP2", // the double
                        "SWAP",
                        "POP",
                        "SWAP",
                        "POP", // the object
                        "DUP_X2",
                        "POP",
                        "POP2",
                        "SWAP",
                        "POP",
                        "ARETURN");
        assertThat(code.method().maxStack).isEqualTo(11);
    }

    @Test
    void returnOfDone_withValuesBeneath_staysAsItIs() throws AnalyzerException {
        Code code = code().add(ICONST_0)
                .call(INVOKESTATIC, ASYNC, "done", "()Ldev/bobbin/Async;")
                .add(ARETURN);
        assertThat(cleared(code)).containsExactly("ICONST_0", "INVOKESTATIC dev/bobbin/Async.done", "ARETURN");
        assertThat(code.method().maxStack).isEqualTo(10);
    }

    @Test
    void tails_ofOneMethod_dropEachItsOwn() throws AnalyzerException {
        Code code = code().add(ICONST_0)
                .var(ALOAD, 0)
                .jump(IFNULL, "null")
                .add(POP)
                .var(ALOAD, 0)
                .add(ARETURN)
                .label("null")
                .frame(List.of(ASYNC), List.of(INTEGER))
                .add(ACONST_NULL, ARETURN);
        assertThat(cleared(code))
                .containsExactly(
                        "ICONST_0",
                        "ALOAD 0",
                        "IFNULL",
                        "POP",
                        "ALOAD 0",
                        "ARETURN",
                        "frame [dev/bobbin/Async] [1]",
                        "ACONST_NULL",
                        "SWAP",
                        "POP",
                        "ARETURN");
    }
}
