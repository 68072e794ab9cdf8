package dev.bobbin.compiler.ir;

/** The method that a coroutine is written as. */
public record CoroutineId(String owner, String name, String descriptor) {
    /** For people: {@code Main.total}. */
    public String readable() {
        return AbiNames.written(qualified());
    }

    /** As {@link #readable}, with the method's name as it is in the class file. */
    public String qualified() {
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + name;
    }

    /** Whether it is not written as one, but the twin of a method that takes a yielder. */
    public boolean isTwin() {
        return name.endsWith(AbiNames.TWIN);
    }

    public String packageName() {
        return VirtualStart.packageOf(owner);
    }
}
