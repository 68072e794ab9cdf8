package dev.bobbin;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** A channel that is closed meanwhile, by those who do not wait. */
@Param(name = "element", gen = IntGen.class, conf = "1:9")
public class ClosedChannelLincheckTest {
    private final Channel<Integer> channel = Channel.buffered(2);

    @Operation
    public int send(@Param(name = "element") int element) {
        return channel.offer(element);
    }

    @Operation
    public String receive() {
        return channel.tryReceive().toString();
    }

    @Operation
    public boolean isAtEnd() {
        return channel.isAtEnd();
    }

    @Operation
    public void close() {
        channel.close();
    }

    @Operation
    public int size() {
        return channel.size();
    }

    @Test
    void channel_stressed_isLinearizable() {
        Lincheck.stress(ClosedChannelLincheckTest.class);
    }

    @Test
    void channel_modelChecked_isLinearizable() {
        Lincheck.check(ClosedChannelLincheckTest.class);
    }
}
