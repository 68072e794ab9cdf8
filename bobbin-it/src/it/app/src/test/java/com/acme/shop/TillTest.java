package com.acme.shop;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.acme.pricing.Till;
import com.acme.pricing.UnknownArticle;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TillTest {
    private final Shelves shelves = new Shelves(Map.of("tea", 300, "milk", 120, "bread", 250));

    @Test
    void app_awaitsTheLibrary_whichAwaitsTheApp() throws Exception {
        Till till = new Till(shelves);

        assertEquals(670, Bobbin.<Integer>run(() -> till.total(List.of("tea", "milk", "bread"))));
        assertEquals(3, shelves.asked.get());
    }

    @Test
    void library_awaitsTheOverride_whichAwaitsTheOverridden() throws Exception {
        SaleTill till = new SaleTill(shelves, 10);

        assertEquals(270 + 108, Bobbin.<Integer>run(() -> till.total(List.of("TEA", "milk"))));
        assertEquals(2, till.asked);
        assertEquals(3, shelves.asked.get(), "TEA is looked for twice");
    }

    @Test
    void failure_ofTheApp_comesThroughTheLibrary_asTheSameException() {
        UnknownArticle e = assertThrows(
                UnknownArticle.class, () -> Bobbin.run(() -> new SaleTill(shelves, 10).total(List.of("Ink"))));

        assertEquals("no such article: ink", e.getMessage());
        String trace = Arrays.toString(e.getStackTrace());
        Stream.of("Till.total(Till.java", "SaleTill.price(SaleTill.java", "Till.price(Till.java")
                .forEach(frame -> assertTrue(trace.contains(frame), () -> frame + " is not in " + trace));
    }

    @Test
    void tasks_ofTheLibrary_onManyWorkers_andOnOneThread() throws Exception {
        List<String> articles = Stream.generate(() -> Stream.of("tea", "milk"))
                .limit(500)
                .flatMap(s -> s)
                .toList();
        int each = 500 * (300 + 120);

        assertEquals(each, Bobbin.<Integer>run(() -> new Till(shelves).totalAtOnce(articles)));
        try (Scheduler single = Scheduler.single()) {
            assertEquals(each - each / 10, single.<Integer>run(() -> new SaleTill(shelves, 10).totalAtOnce(articles)));
        }
        assertEquals(2000, shelves.asked.get());
    }

    @Test
    void coroutine_ofTheTests_runsThem_too() throws Exception {
        assertEquals(420, Bobbin.<Integer>run(() -> twice(new Till(shelves))));
    }

    private static Async<Integer> twice(Till till) throws UnknownArticle {
        int tea = till.total(List.of("tea")).await();
        return done(tea + till.total(List.of("milk")).await());
    }
}
