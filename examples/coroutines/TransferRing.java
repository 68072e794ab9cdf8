package coroutines;

import dev.bobbin.Coroutine;
import java.util.ArrayList;
import java.util.List;

/** A token that goes round. */
final class TransferRing {
    private static final int MEMBERS = 100;
    private static final int HOPS = 12_345;

    private TransferRing() {}

    /** Nobody can hand it on but by way of who resumes them. */
    static String asymmetric(Maker make) {
        List<Coroutine<Integer, Integer>> ring = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            ring.add(make.of((self, first) -> {
                int token = first;
                while (token < HOPS) {
                    token = self.yield(token + 1);
                }
                return token;
            }));
        }
        int token = 0;
        int at = 0;
        token = ring.get(at).resume(token);
        while (!ring.get(at).isDone()) {
            at = (at + 1) % MEMBERS;
            token = ring.get(at).resume(token);
        }
        return "member " + at + " has " + token;
    }

    static String symmetric(Maker make) {
        List<Coroutine<Integer, String>> ring = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            int me = i;
            ring.add(make.of((self, first) -> {
                int token = first;
                while (token < HOPS) {
                    token = self.transfer(ring.get((me + 1) % MEMBERS), token + 1);
                }
                return "member " + me + " has " + token;
            }));
        }
        return ring.get(0).resume(0);
    }
}
