package dev.bobbin.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First in, first out, wherever in the ring that is, and without memory too. */
final class RingTest {
    private static List<Object> takeAll(Ring<Object> ring) {
        List<Object> taken = new ArrayList<>();
        for (Object next = ring.pollFirst(); next != null; next = ring.pollFirst()) {
            taken.add(next);
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 16, 17})
    void anything_inAnyOrder_isAsInAnArrayDeque(int room) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 100; round++) {
            Ring<Object> ring = new Ring<>(room);
            ArrayDeque<Object> expected = new ArrayDeque<>();
            int come = random.nextInt(1, 10);
            for (int i = 0; i < 300; i++) {
                if (random.nextInt(10) < come) {
                    ring.addLast(i);
                    expected.addLast(i);
                } else if (random.nextInt(50) == 0) {
                    ring.clear();
                    expected.clear();
                } else if (random.nextInt(4) == 0) {
                    assertThat(ring.pollLast()).as("seed %s", seed).isEqualTo(expected.pollLast());
                } else {
                    assertThat(ring.pollFirst()).as("seed %s", seed).isEqualTo(expected.pollFirst());
                }
                assertThat(ring.size()).as("seed %s", seed).isEqualTo(expected.size());
                assertThat(ring.isEmpty()).as("seed %s", seed).isEqualTo(expected.isEmpty());
            }
            assertThat(takeAll(ring)).as("seed %s", seed).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void room_thatCannotBeHad_changesNothing() {
        // given: a ring whose elements pass its end
        Ring<Object> ring = new Ring<>(4);
        ring.addLast("gone");
        ring.addLast("gone");
        ring.pollFirst();
        ring.pollFirst();
        List.of("a", "b", "c").forEach(ring::addLast);

        // when: no array has so much
        assertThatThrownBy(() -> ring.makeRoom(Integer.MAX_VALUE)).isInstanceOf(OutOfMemoryError.class);

        // then
        assertThat(ring.size()).isEqualTo(3);
        ring.addLast("d");
        assertThat(takeAll(ring)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void room_thatIsMade_keepsTheOrder() {
        Ring<Object> ring = new Ring<>();
        ring.addLast("gone");
        ring.pollFirst();
        List.of(1, 2, 3, 4, 5, 6, 7, 8).forEach(ring::addLast);
        ring.makeRoom(0);
        ring.makeRoom(100);
        ring.addLast(9);
        assertThat(takeAll(ring)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}
