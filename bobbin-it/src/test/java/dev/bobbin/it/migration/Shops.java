package dev.bobbin.it.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Shops at the other end of a network, and the client that asks them: in futures, as most libraries have it, where a call has begun when it
 * returns; and in calls that block. A shop does what its name says, and a test sees what happened in events.
 */
public final class Shops {
    /** What the client fails with when a shop does not answer. */
    public static final class NoAnswer extends RuntimeException {
        public NoAnswer(String message) {
            super(message);
        }
    }

    /** What the client fails with when nobody can pay so much. */
    public static final class TooDear extends RuntimeException {
        public TooDear(String message) {
            super(message);
        }
    }

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Integer>> payments = new ConcurrentHashMap<>();
    /** So many stalls of the market answer together. */
    private final int together;

    private final List<Runnable> stalls = new ArrayList<>();
    private int atOnce;
    private int mostAtOnce;
    private int flakyAsked;

    public Shops(int together) {
        this.together = together;
    }

    public CompletableFuture<Integer> price(String shop) {
        events.add("asked " + shop);
        return switch (shop) {
            case "green" -> later(12);
            case "corner" -> later(10);
            case "golden" -> later(1000);
            case "flaky" -> flaky();
            case "silent" -> never(shop);
            case "shut" -> CompletableFuture.failedFuture(new NoAnswer("shut does not answer"));
            default ->
                shop.startsWith("stall")
                        ? stall(Integer.parseInt(shop.substring(6)))
                        : CompletableFuture.supplyAsync(() -> {
                            throw new NoAnswer(shop + " does not answer");
                        });
        };
    }

    public CompletableFuture<String> pay(int price) {
        return CompletableFuture.supplyAsync(() -> {
            if (price > 100) {
                throw new TooDear("nobody can pay " + price);
            }
            return "paid " + price;
        });
    }

    public void reserve(String item) {
        events.add("reserved " + item);
    }

    public void release(String item) {
        events.add("released " + item);
    }

    /** Comes with {@link #paid}. */
    public CompletableFuture<Integer> payment(String item) {
        CompletableFuture<Integer> payment = never("the payment for " + item);
        payments.put(item, payment);
        events.add("waits for the payment for " + item);
        return payment;
    }

    // ---- the same in calls that block, and stop when they are interrupted ------------------------------------------

    public int askPrice(String shop) throws InterruptedException {
        return blocking(price(shop));
    }

    public String payNow(int price) throws InterruptedException {
        return blocking(pay(price));
    }

    public int awaitPayment(String item) throws InterruptedException {
        return blocking(payment(item));
    }

    private static <T> T blocking(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    // ---- for tests --------------------------------------------------------------------------------------------------

    void paid(String item, int price) {
        Objects.requireNonNull(payments.get(item), item).complete(price);
    }

    void notPaid(String item) {
        Objects.requireNonNull(payments.get(item), item).completeExceptionally(new NoAnswer("no payment for " + item));
    }

    /** The next thing that happens, or has happened. */
    String next() throws InterruptedException {
        return events.take();
    }

    /** All events up to this one. */
    List<String> until(String event) throws InterruptedException {
        List<String> passed = new ArrayList<>();
        do {
            passed.add(events.take());
        } while (!passed.contains(event));
        return passed;
    }

    /** What has happened since it was last asked. */
    List<String> happened() {
        List<String> all = new ArrayList<>();
        events.drainTo(all);
        return all;
    }

    synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    // ---- what shops do ----------------------------------------------------------------------------------------------

    private static CompletableFuture<Integer> later(int price) {
        return CompletableFuture.supplyAsync(() -> price);
    }

    private synchronized CompletableFuture<Integer> flaky() {
        int asked = ++flakyAsked;
        return CompletableFuture.supplyAsync(() -> {
            if (asked < 3) {
                throw new NoAnswer("flaky does not answer");
            }
            return 8;
        });
    }

    private CompletableFuture<Integer> never(String what) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> {
            if (answer.isCancelled()) {
                events.add("gave up " + what);
            }
        });
        return answer;
    }

    /** Answers when so many have been asked: whoever asks fewer at once waits for ever, and who asks more is seen. */
    private synchronized CompletableFuture<Integer> stall(int price) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        stalls.add(() -> answer.complete(price));
        mostAtOnce = Math.max(mostAtOnce, ++atOnce);
        if (stalls.size() == together) {
            List<Runnable> answers = List.copyOf(stalls);
            stalls.clear();
            CompletableFuture.runAsync(() -> answers.forEach(each -> {
                leave();
                each.run();
            }));
        }
        return answer;
    }

    private synchronized void leave() {
        atOnce--;
    }
}
