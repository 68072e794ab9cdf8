package coroutines;

import dev.bobbin.Coroutine;
import dev.bobbin.Self;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Two doors that send each other messages; how each takes the next one depends on where in its code it stands. */
final class Actors {
    private Actors() {}

    /** A message on its way. */
    private record Letter(int to, String text) {}

    /** What both kinds share. */
    private static final class Post {
        final Queue<Letter> letters = new ArrayDeque<>(
                List.of(new Letter(0, "knock"), new Letter(0, "open"), new Letter(0, "knock"), new Letter(0, "shut")));
        final List<String> log = new ArrayList<>();

        void say(int who, String what) {
            log.add(who + " " + what);
        }
    }

    /** A loop delivers the letters. */
    static String asymmetric(Maker make) {
        Post post = new Post();
        List<Coroutine<String, Void>> doors = List.of(door(make, 0, post), door(make, 1, post));
        for (Letter next = post.letters.poll(); next != null; next = post.letters.poll()) {
            doors.get(next.to).resume(next.text);
        }
        return post.log.toString();
    }

    private static Coroutine<String, Void> door(Maker make, int me, Post post) {
        return make.of((self, first) -> {
            String message = first;
            while (true) {
                while (!message.equals("open")) {
                    post.say(me, message + ": is shut");
                    message = self.yield(null);
                }
                post.say(me, "opens");
                post.letters.add(new Letter(1 - me, me == 0 ? "open" : "knock"));
                message = self.yield(null);
                while (!message.equals("shut")) {
                    post.say(me, message + ": come in");
                    message = self.yield(null);
                }
                post.say(me, "shuts");
                message = self.yield(null);
            }
        });
    }

    /** Who has nothing to do delivers the next letter himself. */
    static String symmetric(Maker make) {
        House house = new House(make);
        Letter first = house.post.letters.remove();
        house.doors.get(first.to).resume(first.text);
        return house.post.log.toString();
    }

    private static final class House {
        final Post post = new Post();
        final List<Coroutine<String, Void>> doors = new ArrayList<>();

        House(Maker make) {
            doors.add(make.of((self, first) -> stand(0, self, first)));
            doors.add(make.of((self, first) -> stand(1, self, first)));
        }

        private Void stand(int me, Self<String, Void> self, String first) {
            String message = first;
            while (true) {
                while (!message.equals("open")) {
                    post.say(me, message + ": is shut");
                    message = next(me, self);
                }
                post.say(me, "opens");
                post.letters.add(new Letter(1 - me, me == 0 ? "open" : "knock"));
                message = next(me, self);
                while (!message.equals("shut")) {
                    post.say(me, message + ": come in");
                    message = next(me, self);
                }
                post.say(me, "shuts");
                message = next(me, self);
            }
        }

        private String next(int me, Self<String, Void> self) {
            Letter letter = post.letters.poll();
            if (letter == null) {
                return self.yield(null); // to who waits for all of them
            }
            return letter.to == me ? letter.text : self.transfer(doors.get(letter.to), letter.text);
        }
    }
}
