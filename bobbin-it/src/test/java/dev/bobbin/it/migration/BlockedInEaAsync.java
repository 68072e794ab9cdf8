package dev.bobbin.it.migration;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A program that says whether EA Async's await() blocks the thread that calls it. */
final class BlockedInEaAsync {
    private BlockedInEaAsync() {}

    public static void main(String[] args) throws Exception {
        Shops shops = new Shops(2);
        CompletableFuture<Integer> sold = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> sold.complete(new InEaAsync(shops).sell("a lamp").join()));
        caller.start();
        shops.until("waits for the payment for a lamp");
        while (!isBlocked(caller)) {
            Thread.onSpinWait();
        }
        shops.paid("a lamp", 7);
        System.out.println("await() blocks until it is paid: " + sold.get());
    }

    private static boolean isBlocked(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals("com.ea.async.Async"));
    }
}
