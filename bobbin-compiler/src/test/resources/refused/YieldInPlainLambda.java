import dev.bobbin.Seq;
import dev.bobbin.Yielder;
import java.util.List;
import java.util.Map;

class YieldInPlainLambda {
    static Seq<String> all(List<String> list, Map<String, String> map) {
        return Seq.of(y -> {
            list.forEach(x -> y.yield(x));
            list.forEach(y::yield);
            map.forEach((k, v) -> pair(k, v, y));
            Runnable later = () -> y.yield("z");
            later.run();
            List.of(list).forEach(y::yieldAll);
        });
    }

    private static void pair(String k, String v, Yielder<String> y) {
        y.yield(k);
        y.yield(v);
    }
}
