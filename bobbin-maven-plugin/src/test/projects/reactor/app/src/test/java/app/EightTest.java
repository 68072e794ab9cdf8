package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bobbin.Bobbin;
import org.junit.jupiter.api.Test;

class EightTest {
    @Test
    void coroutines_ofBothModules_awaitEachOther() {
        assertEquals(40, Bobbin.run(() -> Eight.times(5)));
    }
}
