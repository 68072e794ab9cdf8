package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobalQueueTest {
    private final GlobalQueue queue = new GlobalQueue();
    private final Object[] taken = new Object[8];

    @Test
    void takeShare_ofSome_takesAsManyAsItSaysInOrder() {
        // given
        Numbered[] tasks = new Numbered[5];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = new Numbered(i);
            queue.add(tasks[i]);
        }

        // then
        assertThat(queue.takeShare(2, 8, taken)).isEqualTo(3);
        assertThat(taken).startsWith(tasks[0], tasks[1], tasks[2]);
        assertThat(taken[3]).isNull();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.takeShare(1, 1, taken)).isEqualTo(1);
        assertThat(queue.takeShare(1, 8, taken)).isEqualTo(1);
        assertThat(queue.takeShare(1, 8, taken)).isZero();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void addHalf_ofALocalQueue_addsTheOlderOnesAndTheTaskBehindThem() {
        // given
        LocalQueue local = new LocalQueue(4);
        Numbered[] tasks = new Numbered[5];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = new Numbered(i);
        }
        for (int i = 0; i < 4; i++) {
            local.offer(tasks[i]);
        }

        // when
        queue.addHalf(local, new Object[2], tasks[4]);

        // then
        assertThat(queue.takeShare(1, 8, taken)).isEqualTo(3);
        assertThat(taken).startsWith(tasks[0], tasks[1], tasks[4]);
        assertThat(local.poll()).isSameAs(tasks[2]);
        assertThat(local.size()).isEqualTo(1);
    }
}
