package dev.bobbin.lab.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.spi.Carrier;
import org.junit.jupiter.api.Test;

class CarryingThreadsTest {
    /** As JMH makes them, by name. */
    @Test
    void thread_ofThoseThatJmhIsTold_carriesStacksItself() throws Exception {
        CarryingThreads threads =
                CarryingThreads.class.getConstructor(int.class, String.class).newInstance(1, "a name");

        Thread thread = threads.submit(Thread::currentThread).get();
        threads.shutdown();

        assertThat(thread).isInstanceOf(Carrier.class);
        assertThat(thread.getName()).isEqualTo("a name");
    }
}
