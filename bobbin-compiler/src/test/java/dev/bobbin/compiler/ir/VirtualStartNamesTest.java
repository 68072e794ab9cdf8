package dev.bobbin.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

final class VirtualStartNamesTest {
    private static VirtualStart of(int access) {
        return new VirtualStart("a/b/C", false, access, "f", "(IJ)Ldev/bobbin/Async;");
    }

    @Test
    void names_ofAPublicMethod_deriveFromIt() {
        VirtualStart start = of(Opcodes.ACC_PUBLIC);
        assertThat(start.companion()).isEqualTo("a/b/C$$Virtual");
        assertThat(start.dispatchName()).isEqualTo("f$dispatch");
        assertThat(start.dispatchDescriptor()).isEqualTo("(La/b/C;IJLdev/bobbin/abi/Context;)Ljava/lang/Object;");
        assertThat(start.virtualName()).isEqualTo("f$virtual");
        assertThat(start.virtualDescriptor()).isEqualTo("(IJLdev/bobbin/abi/Context;)Ljava/lang/Object;");
        assertThat(start.parameters()).isEqualTo("(IJ)");
    }

    @Test
    void virtualName_ofAPackagePrivateMethod_hasThePackage() {
        assertThat(of(0).virtualName()).isEqualTo("f$virtual-a-b");
        assertThat(of(0).isPackagePrivate()).isTrue();
        assertThat(of(Opcodes.ACC_PROTECTED).isPackagePrivate()).isFalse();
        assertThat(of(Opcodes.ACC_PUBLIC).isPackagePrivate()).isFalse();
    }

    @Test
    void isOverriddenIn_anotherPackage_onlyIfItIsSeenThere() {
        assertThat(of(0).isOverriddenIn("a/b/D")).isTrue();
        assertThat(of(0).isOverriddenIn("a/D")).isFalse();
        assertThat(of(Opcodes.ACC_PROTECTED).isOverriddenIn("a/D")).isTrue();
    }

    @Test
    void packageOf_aClassOfTheUnnamedPackage_isEmpty() {
        assertThat(VirtualStart.packageOf("C")).isEmpty();
        assertThat(VirtualStart.packageOf("/C")).isEmpty();
        assertThat(VirtualStart.packageOf("a/b/C")).isEqualTo("a/b");
    }
}
