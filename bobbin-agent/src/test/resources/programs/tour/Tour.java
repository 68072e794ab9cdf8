package tour;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.Seq;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;

/** What goes from class to class: calls, overrides, lambdas, yielders, failures. */
public class Tour {
    public static void main(String[] args) {
        System.out.println("calls " + Bobbin.run(() -> Steps.total(20)));
        System.out.println("overrides " + Bobbin.run(Tour::overrides));
        System.out.println("tasks " + Bobbin.run(Tour::tasks));
        System.out.println("yields " + yields());
        System.out.println("fails " + Bobbin.run(Tour::fails));
    }

    private static Async<String> overrides() {
        StringBuilder said = new StringBuilder();
        for (Greeter greeter : List.<Greeter>of(new Polite(), new Curt(), name -> done("lambda " + name))) {
            said.append(greeter.greet("you").await()).append(';');
        }
        return done(said.toString());
    }

    private static Async<Integer> tasks() {
        try (Scope scope = Scope.open()) {
            int sum = 0;
            var tasks = new ArrayList<Task<Integer>>();
            for (int i = 0; i < 10; i++) {
                int n = i;
                tasks.add(scope.spawn(() -> Steps.total(n)));
            }
            scope.join().await();
            for (var task : tasks) {
                sum += task.await();
            }
            return done(sum);
        }
    }

    private static String yields() {
        StringBuilder said = new StringBuilder();
        Walk evens = (tree, y) -> { // for an interface of the program: a class that is defined late
            if (tree.value() % 2 == 0) {
                y.yield(tree.value());
            }
        };
        for (int n : Seq.<Integer>of(y -> Tree.upTo(9).walk(evens, y))) {
            said.append(n).append(' ');
        }
        return said.toString();
    }

    private static Async<String> fails() {
        try {
            Steps.fail(3).await();
            return done("no");
        } catch (IllegalArgumentException e) {
            return done(e.getMessage());
        }
    }
}
