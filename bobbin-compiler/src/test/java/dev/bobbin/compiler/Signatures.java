package dev.bobbin.compiler;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.ResultKind;

/** Coroutines by their signature alone; each method changes one thing. */
public record Signatures(CoroutineSignature get) {
    public static Signatures of(String owner, String name, String descriptor) {
        return new Signatures(new CoroutineSignature(
                new CoroutineId(owner, name, descriptor),
                true,
                false,
                false,
                false,
                ResultKind.OBJECT,
                owner + "$$" + name,
                "",
                false,
                Model.FUSED));
    }

    public Signatures result(ResultKind result) {
        return with(
                get.isStatic(), get.isPublic(), get.overridable(), result, get.suffix(), get.immediate(), get.model());
    }

    public Signatures instance() {
        return with(false, get.isPublic(), get.overridable(), get.result(), get.suffix(), get.immediate(), get.model());
    }

    public Signatures overridable() {
        return with(false, get.isPublic(), true, get.result(), get.suffix(), get.immediate(), get.model());
    }

    public Signatures isPublic() {
        return with(get.isStatic(), true, get.overridable(), get.result(), get.suffix(), get.immediate(), get.model());
    }

    public Signatures suffix(String suffix) {
        return with(
                get.isStatic(), get.isPublic(), get.overridable(), get.result(), suffix, get.immediate(), get.model());
    }

    public Signatures immediate() {
        return with(get.isStatic(), get.isPublic(), get.overridable(), get.result(), get.suffix(), true, get.model());
    }

    public Signatures model(Model model) {
        return with(
                get.isStatic(), get.isPublic(), get.overridable(), get.result(), get.suffix(), get.immediate(), model);
    }

    private Signatures with(
            boolean isStatic,
            boolean isPublic,
            boolean overridable,
            ResultKind result,
            String suffix,
            boolean immediate,
            Model model) {
        return new Signatures(new CoroutineSignature(
                get.id(), isStatic, false, isPublic, overridable, result, get.root(), suffix, immediate, model));
    }
}
