/** Workers, timers, sockets and files for coroutines: the {@link dev.bobbin.spi.RuntimeProvider} that the core finds. */
module dev.bobbin.runtime {
    requires transitive dev.bobbin.core;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.bobbin.io;
    exports dev.bobbin.net;

    provides dev.bobbin.spi.RuntimeProvider with
            dev.bobbin.runtime.WorkerProvider;
}
