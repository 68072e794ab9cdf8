import dev.bobbin.Seq;
import dev.bobbin.SeqBody;
import dev.bobbin.Yielder;
import java.io.Serializable;

class YieldingLambda {
    interface Makes<T> {
        Object make(Yielder<T> y);
    }

    YieldingLambda(Yielder<String> y) {}

    static Seq<String> serializable() {
        return Seq.of((SeqBody<String> & Serializable) y -> y.yield("a"));
    }

    static Makes<String> constructor() {
        return YieldingLambda::new;
    }
}
