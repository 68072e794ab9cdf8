package dev.bobbin.lab.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

class ProcessStatusTest {
    private static final int PAGES = 16_384;
    private static final int PAGE = 4096;

    private final ProcessStatus own = new ProcessStatus(ProcessHandle.current().pid());

    @Test
    void process_thatIsNone_isNotThere() {
        assertThat(new ProcessStatus(Long.MAX_VALUE).isThere()).isFalse();
    }

    @Test
    void residentBytes_areAtMostThePeak() throws IOException {
        ByteBuffer touched = ByteBuffer.allocateDirect(PAGES * PAGE);
        for (int page = 0; page < PAGES; page++) {
            touched.put(page * PAGE, (byte) 1);
        }

        assertThat(own.isThere()).isTrue();
        long resident = own.residentBytes();
        assertThat(resident).isGreaterThan(touched.capacity());
        assertThat(own.peakResidentBytes()).isGreaterThanOrEqualTo(resident);
    }

    @Test
    void switches_ofThreadsThatWaitForEachOther_areMore() throws Exception {
        int rounds = 1000;
        SynchronousQueue<Integer> queue = new SynchronousQueue<>();
        Thread taker = new Thread(() -> {
            try {
                for (int i = 0; i <= rounds; i++) {
                    queue.take();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        taker.start();
        long before = own.switches();
        for (int i = 0; i < rounds; i++) {
            while (taker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            queue.put(i);
        }

        long after = own.switches();
        queue.put(rounds);
        taker.join();

        assertThat(after).isGreaterThan(before);
    }
}
