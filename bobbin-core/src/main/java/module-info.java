/** Coroutines: what programs import, what compiled ones call, and what a runtime provides. Needs {@code java.base} alone. */
module dev.bobbin.core {
    requires static org.jspecify;

    exports dev.bobbin;
    exports dev.bobbin.abi;
    exports dev.bobbin.spi;

    uses dev.bobbin.spi.RuntimeProvider;
    uses dev.bobbin.spi.StackProvider;
}
