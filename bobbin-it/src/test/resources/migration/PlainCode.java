package dev.bobbin.it.migration;

import dev.bobbin.Async;
import java.util.concurrent.Callable;

/** Code that Bobbin does not compile: a library's, or what has not been migrated yet. */
public final class PlainCode implements Callable<String> {
    private final Async<String> order;

    public PlainCode(Async<String> order) {
        this.order = order;
    }

    @Override
    public String call() {
        return "the order: " + order.await();
    }
}
