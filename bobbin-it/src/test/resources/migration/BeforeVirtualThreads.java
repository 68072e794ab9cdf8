package dev.bobbin.it.migration;

import dev.bobbin.Async;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Locks and thread-locals, with virtual threads; compiled by a test, where the JDK has them. */
public final class BeforeVirtualThreads {
    private final Shops shops;
    private int takings;

    public BeforeVirtualThreads(Shops shops) {
        this.shops = shops;
    }

    synchronized void take(String shop) throws InterruptedException {
        int before = takings;
        takings = before + shops.askPrice(shop);
    }

    public int takings(List<String> names) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : names) {
                threads.submit(() -> {
                    take(name);
                    return name;
                });
            }
        } // close() waits
        return takings;
    }

    static final ThreadLocal<String> USER = ThreadLocal.withInitial(() -> "stranger");

    String greet() {
        return "hello " + USER.get();
    }

    public String greetings() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String inside = threads.submit(() -> {
                USER.set("Ada");
                return greet();
            }).get();
            return inside + ", " + greet();
        }
    }

    public static String await(Async<String> order) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(() -> order.await()).get(); // parks the virtual thread
        }
    }
}
