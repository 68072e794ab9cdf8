package dev.bobbin.compiler.ir;

/** The method that a coroutine is written as. */
public record CoroutineId(String owner, String name, String descriptor) {
    /** For people: {@code Main.total}. */
    public String readable() {
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + name;
    }

    public String packageName() {
        return VirtualStart.packageOf(owner);
    }
}
