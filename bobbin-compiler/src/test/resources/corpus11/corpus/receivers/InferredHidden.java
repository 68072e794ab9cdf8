package corpus.receivers;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.receivers.hidden.Greetings;
import corpus.receivers.hidden.Tokens;
import dev.bobbin.Async;

/** Variables of a class that this code must not name, whose declarations do not name it either. */
public class InferredHidden {
    public static Async<Integer> usedBetweenAwaits() {
        int k = i(3).await();
        var token = Tokens.of(k);
        int sum = Tokens.take(token, k > 2 ? 1 : 2);
        for (int n = 0; n < k; n++) {
            sum += Tokens.take(token, n);
        }
        pause().await();
        return done(sum);
    }

    public static Async<Integer> assignedInEachRound() {
        int sum = 0;
        var token = Tokens.of(1);
        for (int k = 0; k < 3; k++) {
            token = k == 1 ? Tokens.of(7) : token;
            sum += Tokens.take(token, k);
            token = Tokens.of(sum % 5);
        }
        pause().await();
        for (int k = 0; k < 3; k++) {
            token = Tokens.of(k);
            if (k < 2) {
                sum += Tokens.take(token, k > 0 ? 1 : 2);
            }
            sum += i(k).await();
        }
        return done(sum);
    }

    public static Async<String> readByAHandler() {
        String said = "";
        for (int k = 0; k < 3; k++) {
            pause().await();
            var token = Tokens.of(k);
            try {
                said += Tokens.take(token, 1) / (k - 1);
            } catch (ArithmeticException e) {
                said += "!" + Tokens.take(token, k > 0 ? 2 : 3);
            }
            said += " " + i(k).await();
        }
        return done(said);
    }

    public static Async<String> livingOn() {
        var open = Tokens.open(2);
        var deep = Tokens.deep(3);
        var sign = Tokens.sign(4);
        var polite = Greetings.polite("x");
        int sum = 0;
        for (int k = 0; k < 3; k++) {
            pause().await();
            deep = k == 1 ? Tokens.deep(k) : deep;
            sum += Tokens.take(open, k > 0 ? 1 : 2) + Tokens.take(deep, k > 1 ? 1 : 2) + Tokens.read(sign, k);
        }
        corpus.receivers.hidden.Greeting greeting = polite;
        return done(greeting.text() + sum);
    }
}
