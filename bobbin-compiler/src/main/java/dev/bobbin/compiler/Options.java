package dev.bobbin.compiler;

/** How to compile. */
public record Options(Model model) {
    /** The fused model. */
    public static Options defaults() {
        return new Options(Model.FUSED);
    }
}
