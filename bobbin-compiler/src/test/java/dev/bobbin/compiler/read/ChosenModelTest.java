package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.compiler.Snippet;
import dev.bobbin.compiler.ir.Model;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

final class ChosenModelTest {
    private static final Snippet SNIPPET = Snippet.of("""
            @Model(Model.Kind.PULL)
            class Pulled {
                void plain() {}
                @Model(Model.Kind.EMBEDDED) void embedded() {}
            }
            class Free {
                void plain() {}
                @Model(Model.Kind.PUSH) void pushed() {}
            }
            """);

    private static Model of(String type, String method) {
        ClassNode owner = SNIPPET.node(type);
        return ChosenModel.of(owner, Snippet.method(owner, method));
    }

    @Test
    void model_ofAMethod_isItsOwnThenItsClasss() {
        assertThat(of("Pulled", "embedded")).isEqualTo(Model.EMBEDDED);
        assertThat(of("Pulled", "plain")).isEqualTo(Model.PULL);
        assertThat(of("Free", "pushed")).isEqualTo(Model.PUSH);
        assertThat(of("Free", "plain")).isNull();
    }

    @Test
    void model_ofALaterBobbin_isRefused() {
        ClassNode owner = SNIPPET.node("Free");
        MethodNode method = Snippet.method(owner, "pushed");
        AnnotationNode later = new AnnotationNode(method.invisibleAnnotations.get(0).desc);
        later.visitEnum("value", "Ldev/bobbin/Model$Kind;", "SUNG");
        method.invisibleAnnotations.set(0, later);

        assertThatThrownBy(() -> ChosenModel.of(owner, method))
                .isInstanceOf(CorruptClassException.class)
                .hasMessage("Free: @Model names SUNG, and this version of Bobbin has no such model");
    }

    @Test
    void annotation_otherOrDamaged_isPassedBy() {
        ClassNode owner = SNIPPET.node("Free");
        MethodNode method = Snippet.method(owner, "pushed");
        AnnotationNode real = method.invisibleAnnotations.get(0);
        AnnotationNode other = new AnnotationNode("LOther;");
        other.values = real.values;
        method.invisibleAnnotations.set(0, other);
        assertThat(ChosenModel.of(owner, method)).isNull();
        method.invisibleAnnotations.add(new AnnotationNode(real.desc));
        assertThat(ChosenModel.of(owner, method)).isNull();
        AnnotationNode wrong = new AnnotationNode(real.desc);
        wrong.visit("value", "PULL");
        method.invisibleAnnotations.add(wrong);
        assertThat(ChosenModel.of(owner, method)).isNull();
        method.invisibleAnnotations.add(real);
        assertThat(ChosenModel.of(owner, method)).isEqualTo(Model.PUSH);
    }
}
