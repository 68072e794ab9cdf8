package dev.bobbin.runtime;

import dev.bobbin.Scheduler;
import dev.bobbin.spi.Ledger;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Checks after each test of this module that every task of the shared scheduler is accounted for; registered as a service. */
public final class LedgerBalances implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
        await(Scheduler.shared());
    }

    /** Waits until nothing runs and each task is waiting or done; gives the ledger. */
    static Ledger await(Scheduler scheduler) {
        long begin = System.nanoTime();
        for (; ; ) {
            Ledger ledger = scheduler.ledger();
            if (ledger.isQuiet() && ledger.isBalanced() && ledger.equals(scheduler.ledger())) {
                return ledger;
            }
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(20)) {
                throw new AssertionError("does not come to rest: " + ledger);
            }
            Thread.onSpinWait();
        }
    }
}
