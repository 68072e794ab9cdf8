package dev.bobbin.lab.generator;

import dev.bobbin.lab.trial.Answer;
import java.util.Collections;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is an element of a tree, walked in order. An invocation takes the nodes of one large tree, or of small ones. */
@State(Scope.Thread)
public class Walking {
    static final int ELEMENTS = 65_535;

    @Param({"BOBBIN", "PLAIN", "KOTLIN"})
    public Maker maker = Maker.BOBBIN;

    @Param({"16", "1000"})
    public int depth = 16;

    private Tree tree = Tree.of(1);
    private Iterator<Integer> walk = Collections.emptyIterator();
    private long sum;

    @Setup
    @TearDown
    public void check() {
        tree = Tree.of(depth);
        long hash = 0;
        long expected = 0;
        int n = 0;
        for (Iterator<Integer> it = maker.inOrder(tree); it.hasNext(); n++) {
            hash = 31 * hash + it.next();
            expected = 31 * expected + n;
        }
        Answer.check("nodes", Tree.size(depth), n);
        Answer.check("nodes in order", expected, hash);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public long walk() {
        sum = 0;
        for (int taken = 0; taken < ELEMENTS; ) {
            int n = take(walk, ELEMENTS - taken);
            taken += n;
            if (n == 0) {
                walk = maker.inOrder(tree);
            }
        }
        return sum;
    }

    /** Apart from where the iterator was made, so that the VM makes an object of each subject's. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private int take(Iterator<Integer> elements, int most) {
        long taken = 0;
        int n = 0;
        while (n < most && elements.hasNext()) {
            taken += elements.next();
            n++;
        }
        sum += taken;
        return n;
    }
}
