package dev.bobbin.lab.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is said of coroutines, and what this run says to it.
 *
 * @param why the two differ, or what the claim leaves open
 */
record Claim(int number, String title, List<Grid> grids, String why) {
    /**
     * A table of it.
     *
     * @param columns their heads; the first is that of the rows' names
     */
    record Grid(List<String> columns, List<Row> rows) {}

    record Row(String what, List<Cell> cells) {}

    /** What stands in a table: what is said, or what to look up. */
    sealed interface Cell {}

    record Said(String text) implements Cell {}

    record Found(Measure measure) implements Cell {}

    /** @param cells a text for what is said, a {@link Measure} for what is looked up */
    static Row row(String what, Object... cells) {
        return new Row(
                what,
                Stream.of(cells)
                        .map(cell -> cell instanceof Measure m ? (Cell) new Found(m) : new Said((String) cell))
                        .toList());
    }

    static Grid grid(List<String> columns, Row... rows) {
        return new Grid(columns, List.of(rows));
    }

    String id() {
        return "claim-" + number;
    }
}
