/** Stacks for stackful coroutines, on JDK 21 and later: the {@link dev.bobbin.spi.StackProvider} that the core finds. */
module dev.bobbin.loom {
    requires dev.bobbin.core;
    requires static org.jspecify;

    provides dev.bobbin.spi.StackProvider with
            dev.bobbin.loom.Stacks;
}
