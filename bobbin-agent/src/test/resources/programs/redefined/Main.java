package redefined;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.ByteBuddyAgent;

/** What a debugger does when a source was changed: hands in the class anew. */
public class Main {
    public static void main(String[] args) throws Exception {
        Instrumentation jvm = ByteBuddyAgent.install();
        byte[] before = Main.class.getResourceAsStream("/redefined/Main$Price.class").readAllBytes();
        System.out.println(Bobbin.run(() -> Price.of(1)));
        jvm.redefineClasses(new ClassDefinition(Price.class, changed(before, "cheap", "dear!")));
        System.out.println(Bobbin.run(() -> Price.of(1)));
        try {
            jvm.redefineClasses(new ClassDefinition(Price.class, changed(before, "live", "dead")));
            System.out.println("redefined");
        } catch (LinkageError e) {
            System.out.println(e.getClass().getName());
        }
        System.out.println(Bobbin.run(() -> Price.of(1)));
    }

    /** With another text of the same length for a constant or a name. */
    private static byte[] changed(byte[] classFile, String from, String to) throws Exception {
        return new String(classFile, "ISO-8859-1").replace(from, to).getBytes("ISO-8859-1");
    }

    static class Price {
        static Async<String> of(int x) {
            Bobbin.yieldNow().await();
            return done("cheap " + x);
        }

        static Async<String> live(int x) {
            Bobbin.yieldNow().await();
            return done("live " + x);
        }
    }
}
