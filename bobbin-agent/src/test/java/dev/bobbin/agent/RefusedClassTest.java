package dev.bobbin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RefusedClassTest {
    private static final String NAME = "dev/bobbin/agent/RefusedClassTest$Initialised";

    static final class Initialised {
        static final int LENGTH = System.lineSeparator().length();
    }

    @Test
    void class_refused_keepsItsMembers_andFailsToInitialise() throws Exception {
        Class<?> type = defined(RefusedClass.of(NAME, classFile(), "Why.java:1: error: so [id]"));

        assertThat(type.getDeclaredField("LENGTH").getType()).isEqualTo(int.class);
        assertThatFailure(type, "Why.java:1: error: so [id]");
    }

    @Test
    void bytes_refused_areAClassThatFailsToInitialise() throws Exception {
        Class<?> type = defined(RefusedClass.of(NAME, new byte[] {1, 2, 3}, "not a class file"));

        assertThat(type.getMethod("main", String[].class)).isNotNull();
        assertThatFailure(type, "not a class file");
    }

    @Test
    void reason_longerThanAConstant_isCut() throws Exception {
        Class<?> type = defined(RefusedClass.of(NAME, classFile(), "\u20ac".repeat(70_000)));

        assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> initialise(type));
    }

    private static void assertThatFailure(Class<?> type, String reason) {
        assertThatExceptionOfType(LinkageError.class)
                .isThrownBy(() -> initialise(type))
                .withMessage(
                        "dev.bobbin.agent.RefusedClassTest$Initialised was not loaded, since Bobbin cannot compile it:\n"
                                + reason);
    }

    private static void initialise(Class<?> type) throws ClassNotFoundException {
        Class.forName(type.getName(), true, type.getClassLoader());
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = RefusedClassTest.class.getResourceAsStream("RefusedClassTest$Initialised.class")) {
            return in.readAllBytes();
        }
    }

    private static Class<?> defined(byte[] classFile) {
        return new ClassLoader(null) {
            Class<?> define() {
                return defineClass(null, classFile, 0, classFile.length);
            }
        }.define();
    }
}
