import static dev.bobbin.Async.done;
import static fuzz.Pace.*;

import dev.bobbin.Async;
import fuzz.Pace;

/** Seed 7000027, --release 8: what the fuzzer's own test shrinks to; here so that kept programs are seen to run. */
public class CompoundParameter {
    static Async<int[]> m4(short t11, byte t12, long[] t13) throws Exception {
        t11 &= c6((short) 1, t13).await();
        return done(new int[] {t11, t12, (int) t13[0]});
    }

    private static Async<Character> c6(short t39, long[] t40) throws Exception {
        Pace.log(new double[2 + t39]);
        t40[0] += i(t39).await();
        return done('a');
    }

    public static Async<Object> main() throws Exception {
        return done((Object) m4((short) 1, (byte) 127, new long[] {1, 2, 3}).await());
    }

    public static Async<Object> guarded() {
        try {
            return done(main().await());
        } catch (Throwable t) {
            Pace.log(t);
            return done("guarded");
        }
    }

    public static String dump() {
        return "";
    }
}
