package leaks;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public class Main {
    public static void main(String[] args) {
        Bobbin.run(Main::work);
        for (String name : new String[] {
            "org.objectweb.asm.ClassReader", "dev.bobbin.compiler.Transformer", "dev.bobbin.agent.Premain"
        }) {
            try {
                Class.forName(name);
                System.out.println("there: " + name);
            } catch (ClassNotFoundException e) {
                System.out.println("not there: " + name);
            }
        }
        Module own = Main.class.getModule();
        System.out.println("java.lang open: " + Object.class.getModule().isOpen("java.lang", own));
    }

    static Async<Void> work() {
        Bobbin.yieldNow().await();
        return done();
    }
}
