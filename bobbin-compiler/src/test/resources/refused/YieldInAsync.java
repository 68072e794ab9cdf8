import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Yielder;

class YieldInAsync {
    static Async<Void> feed(Yielder<String> y) {
        y.yield("a");
        Bobbin.yieldNow().await();
        return Async.done();
    }

    static Async<Void> ticks(dev.bobbin.LongYielder y) {
        y.yield(1);
        return Async.done();
    }
}
