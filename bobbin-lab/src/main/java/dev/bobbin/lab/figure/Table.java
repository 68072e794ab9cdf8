package dev.bobbin.lab.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as a terminal table: a row for each, columns as wide as they must be. What may be noise has a {@code ~}. */
public final class Table {
    private static final List<String> HEAD =
            List.of("bench", "param", "subject", "jdk", "metric", "median", "+-", "min", "max", "runs");
    private static final int FIRST_NUMBER = 5;

    private Table() {}

    /** The table, with a line end behind each row. */
    public static String of(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Figure f : figures) {
            rows.add(List.of(
                    f.bench(),
                    f.param(),
                    f.subject(),
                    f.jdk() == 0 ? "-" : Integer.toString(f.jdk()),
                    f.metric(),
                    (f.noisy() ? "~" : "") + f.rounded(f.value()).toPlainString(),
                    f.rounded(f.error()).toPlainString(),
                    f.rounded(f.min()).toPlainString(),
                    f.rounded(f.max()).toPlainString(),
                    Integer.toString(f.runs())));
        }
        int[] width = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < width.length; i++) {
                String format = "%" + (i < FIRST_NUMBER ? "-" : "") + width[i] + "s  ";
                line.append(String.format(Locale.ROOT, format, row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
