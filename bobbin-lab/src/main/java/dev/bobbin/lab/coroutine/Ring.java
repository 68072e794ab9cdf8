package dev.bobbin.lab.coroutine;

import dev.bobbin.Coroutine;
import java.util.ArrayList;
import java.util.List;

/** Coroutines of which each transfers to the next. Used by one thread. */
final class Ring {
    private final List<Coroutine<Object, Object>> members = new ArrayList<>();
    private int left;

    Ring(Kind kind, int size) {
        for (int i = 0; i < size; i++) {
            int next = (i + 1) % size;
            members.add(kind.of((self, first) -> {
                long transfers = 0;
                Object message = first;
                while (message != Message.END) {
                    if (left == 0) {
                        message = self.yield(message);
                    } else {
                        left--;
                        transfers++;
                        message = self.transfer(members.get(next), message);
                    }
                }
                return transfers;
            }));
        }
    }

    /** Round the ring, from the first member on; whom the last transfer goes to yields. */
    Object transfer(int times) {
        left = times;
        return members.get(0).resume(Message.GO);
    }

    /** Ends all; how many transfers they have made. */
    long end() {
        long transfers = 0;
        for (Coroutine<Object, Object> member : members) {
            transfers += (Long) member.resume(Message.END);
        }
        return transfers;
    }
}
