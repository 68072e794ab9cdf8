import dev.bobbin.Bobbin;
import dev.bobbin.Seq;
import dev.bobbin.Yielder;

class AwaitInSequence {
    static Seq<String> ticks() {
        return Seq.of(y -> {
            Bobbin.yieldNow().await();
            y.yield("tick");
        });
    }

    static void walk(Yielder<String> y) {
        y.yield("a");
        Bobbin.yieldNow().await();
    }
}
