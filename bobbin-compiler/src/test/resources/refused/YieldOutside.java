import dev.bobbin.IntYielder;
import dev.bobbin.Seq;
import dev.bobbin.Yielder;

class YieldOutside {
    private Yielder<String> kept;
    private IntYielder numbers;

    Seq<String> words() {
        return Seq.of(y -> {
            kept = y;
            word();
            walk(y);
        });
    }

    private void word() {
        kept.yield("a");
        walk(kept);
        numbers.yield(1);
    }

    private void walk(Yielder<String> y) {
        y.yield("b");
    }

    YieldOutside(Yielder<String> y) {
        y.yield("c");
    }
}
