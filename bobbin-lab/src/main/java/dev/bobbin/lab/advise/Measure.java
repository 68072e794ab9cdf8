package dev.bobbin.lab.advise;

import java.text.NumberFormat;
import java.util.Locale;

/** What is found out of a program under a model, in milliseconds or bytes. Of each, less is better. */
enum Measure {
    TIME("time", Unit.MILLISECONDS, "from the call of main to the program's end"),
    PROCESS("process", Unit.MILLISECONDS, "from the start of its JVM to the end of that"),
    CPU("cpu", Unit.MILLISECONDS, "processor time of all threads in TIME, the JIT's and the collector's included"),
    ALLOCATED("allocated", Unit.KILOBYTES, "by all threads in TIME"),
    LIVE("live", Unit.KILOBYTES, "the most that was alive in the heap after any of many full collections"),
    RESIDENT("resident", Unit.KILOBYTES, "the most memory that the whole process had"),
    CLASSES("class-bytes", Unit.BYTES, "the program's class files"),
    CODE("code-bytes", Unit.BYTES, "the instructions in them"),
    CHAIN("chain-bytes", Unit.BYTES, "of a task that waits at the end of the longest chain of awaits"),
    LEVEL("level-bytes", Unit.BYTES, "of one more await in a chain that waits");

    /** How it is written. */
    private enum Unit {
        MILLISECONDS("ms", 1, 10),
        KILOBYTES("kB", 1000, 10),
        BYTES("bytes", 1, Long.MAX_VALUE);

        private final String text;
        private final int size;
        /** From here on a decimal is noise. */
        private final long wholeFrom;

        Unit(String text, int size, long wholeFrom) {
            this.text = text;
            this.size = size;
            this.wholeFrom = wholeFrom;
        }
    }

    private final String id;
    private final Unit unit;
    private final String definition;

    Measure(String id, Unit unit, String definition) {
        this.id = id;
        this.unit = unit;
        this.definition = definition;
    }

    /** In tables and files. */
    String id() {
        return id;
    }

    String unit() {
        return unit.text;
    }

    String definition() {
        return definition.replace("TIME", TIME.id);
    }

    /** Whether a run of the program gave it; the others are read off the class files. */
    boolean isOfRuns() {
        return unit != Unit.BYTES;
    }

    /** The number in this measure's unit. */
    String number(double value) {
        double units = value / unit.size;
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        format.setMaximumFractionDigits(units < unit.wholeFrom ? 1 : 0);
        return format.format(units);
    }

    /** For people: {@code 12,345 bytes}. */
    String text(double value) {
        return number(value) + " " + unit.text;
    }
}
