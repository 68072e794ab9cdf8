package refused;

import dev.bobbin.Async;

public class Main {
    public static void main(String[] args) {
        System.out.println("main runs");
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(Bad.locked(Async.done(1)));
            } catch (LinkageError e) {
                System.out.println(e.getClass().getName());
            }
        }
        System.out.println(Bad.class.getDeclaredMethods().length + " methods");
        Bad.locked(Async.done(1));
    }
}
