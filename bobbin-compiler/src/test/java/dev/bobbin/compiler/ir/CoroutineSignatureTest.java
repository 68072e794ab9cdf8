package dev.bobbin.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Signatures;
import org.junit.jupiter.api.Test;

final class CoroutineSignatureTest {
    private static final Signatures PLAIN = Signatures.of("a/b/C$D", "f", "(IJ)Ldev/bobbin/Async;");

    @Test
    void id_ofANestedClass_isReadable() {
        CoroutineId id = PLAIN.get().id();
        assertThat(id.readable()).isEqualTo("C.D.f");
        assertThat(id.packageName()).isEqualTo("a/b");
        CoroutineId unnamed = new CoroutineId("C", "f", "()V");
        assertThat(unnamed.readable()).isEqualTo("C.f");
        assertThat(unnamed.packageName()).isEmpty();
        assertThat(new CoroutineId("/C", "f", "()V").packageName()).isEmpty();
    }

    @Test
    void names_ofAPlainOne_deriveFromTheMethodAndItsSuffix() {
        CoroutineSignature s = PLAIN.suffix("$2").get();
        assertThat(s.startName()).isEqualTo("f$2$start");
        assertThat(s.resumeName()).isEqualTo("f$2$resume");
        assertThat(s.pollName()).isEqualTo("f$2$poll");
        assertThat(s.stateName()).isEqualTo("a/b/C$D$$f$State");
        assertThat(s.frameName()).isEqualTo("a/b/C$D$$f$Frame");
        assertThat(s.prefix()).isEqualTo("C$D$$f$");
        assertThat(Signatures.of("C", "f", "()V").get().prefix()).isEqualTo("C$$f$");
    }

    @Test
    void startName_ofEachPromise_tellsItApart() {
        assertThat(PLAIN.immediate().get().startName()).isEqualTo("f$now");
        assertThat(PLAIN.overridable().get().startName()).isEqualTo("f$start$own");
        assertThat(PLAIN.overridable().immediate().get().startName()).isEqualTo("f$now$own");
    }

    @Test
    void descriptors_ofAStaticOne_haveTheArgumentsAndTheContext() {
        CoroutineSignature s =
                PLAIN.result(ResultKind.boxedBy("java/lang/Integer")).get();
        assertThat(s.startDescriptor()).isEqualTo("(IJLdev/bobbin/abi/Context;)I");
        assertThat(s.resumeDescriptor("X")).isEqualTo("(LX;Ldev/bobbin/abi/Context;)I");
        assertThat(s.constructorDescriptor()).isEqualTo("(IJ)V");
    }

    @Test
    void descriptors_ofAnInstanceMethod_beginWithTheReceiver() {
        CoroutineSignature s = PLAIN.instance().get();
        assertThat(s.startDescriptor()).isEqualTo("(La/b/C$D;IJLdev/bobbin/abi/Context;)Ljava/lang/Object;");
        assertThat(s.constructorDescriptor()).isEqualTo("(La/b/C$D;IJ)V");
        CoroutineSignature none = Signatures.of("C", "f", "()V").get();
        assertThat(none.startDescriptor()).isEqualTo("(Ldev/bobbin/abi/Context;)Ljava/lang/Object;");
        assertThat(none.constructorDescriptor()).isEqualTo("()V");
    }

    @Test
    void isAccessibleFrom_anotherPackage_onlyIfPublic() {
        CoroutineSignature neighbour = Signatures.of("a/b/X", "g", "()V").get();
        CoroutineSignature stranger = Signatures.of("a/X", "g", "()V").get();
        assertThat(PLAIN.get().isAccessibleFrom(neighbour)).isTrue();
        assertThat(PLAIN.get().isAccessibleFrom(stranger)).isFalse();
        assertThat(PLAIN.isPublic().get().isAccessibleFrom(stranger)).isTrue();
    }

    @Test
    void isCalledDirectlyBy_otherModels_onlyIfBothRunOnTheStackOrItIsImmediate() {
        for (Model caller : Model.values()) {
            for (Model callee : Model.values()) {
                boolean stack = (caller == Model.FUSED || caller == Model.PUSH)
                        && (callee == Model.FUSED || callee == Model.PUSH);
                assertThat(PLAIN.model(callee)
                                .get()
                                .isCalledDirectlyBy(PLAIN.model(caller).get()))
                        .as("%s calls %s", caller, callee)
                        .isEqualTo(caller == callee || stack);
                assertThat(PLAIN.model(callee)
                                .immediate()
                                .get()
                                .isCalledDirectlyBy(PLAIN.model(caller).get()))
                        .isTrue();
            }
        }
    }

    @Test
    void model_flag_isItsNameInLowerCase() {
        assertThat(Model.EMBEDDED.flag()).isEqualTo("embedded");
        assertThat(Model.FUSED.runsOnStack()).isTrue();
        assertThat(Model.PUSH.runsOnStack()).isTrue();
        assertThat(Model.PULL.runsOnStack()).isFalse();
        assertThat(Model.EMBEDDED.runsOnStack()).isFalse();
    }
}
