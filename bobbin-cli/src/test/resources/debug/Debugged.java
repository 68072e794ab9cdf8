package debug;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;
import dev.bobbin.Bobbin;
import java.util.ArrayList;
import java.util.List;

/** The comments at the ends of lines are what the tests call the lines. */
public final class Debugged {
    private final int factor;

    private Debugged(int factor) {
        this.factor = factor;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(Bobbin.run(() -> new Debugged(2).outer(20)));
    }

    Async<String> outer(int x) throws Exception {
        String text = "x" + x; // outer begins
        int a = inner(x).await(); // outer awaits
        long sum = a + 1L; // outer goes on
        AsyncSupplier<Integer> lambda = () -> {
            int twice = a * factor; // lambda begins
            Bobbin.yieldNow().await(); // lambda awaits
            return done(twice + 1); // lambda ends
        };
        int odd = lambda.get().await(); // outer awaits the lambda
        sum += odd; // after the lambda
        try {
            sum += failing(odd).await(); // outer awaits a failure
        } catch (IllegalStateException e) {
            text += e.getMessage(); // catch begins
            Bobbin.yieldNow().await(); // catch awaits
            text += "!"; // catch ends
        } finally {
            Bobbin.yieldNow().await(); // finally awaits
            sum++; // finally ends
        }
        List<Integer> seen = new ArrayList<>(); // outer's list
        for (int i = 0; i < 2; i++) {
            Bobbin.yieldNow().await(); // loop awaits
            seen.add(i); // loop goes on
        }
        return done(text + sum + seen); // outer ends
    }

    private static Async<Integer> inner(int n) {
        int m = n + 1; // inner begins
        Bobbin.yieldNow().await(); // inner awaits
        return done(m); // inner ends
    }

    private static Async<Integer> failing(int n) {
        int bad = n; // failing begins
        Bobbin.yieldNow().await(); // failing awaits
        throw new IllegalStateException("bad " + bad); // failing ends
    }
}
