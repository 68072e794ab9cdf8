package dev.bobbin.lab.page;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What is known of a figure's metric, from its name.
 *
 * @param title what it is, for people
 * @param moreIsBetter of most, less is
 * @param charted ratios and counts that say the same again are in the tables only
 * @param fromZero whether nothing is a frequent value
 * @param isSlope whether it is by how much another grows: nothing, if all is well, and less only by noise
 */
record Metric(String title, boolean moreIsBetter, boolean charted, boolean fromZero, boolean isSlope) {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("ns/op", "time of an operation"),
            Map.entry("B/op", "allocated by an operation"),
            Map.entry("heap-bytes", "heap of one task"),
            Map.entry("rss-bytes", "resident memory of one task"),
            Map.entry("ms", "time"),
            Map.entry("ops/s", "throughput"),
            Map.entry("p50-us", "latency, median"),
            Map.entry("p99-us", "latency, 99 of 100 below"),
            Map.entry("ns/level", "time of one more level"),
            Map.entry("max-us", "latency, the longest"),
            Map.entry("switches/op", "context switches of a message"),
            Map.entry("ns/local", "time of one more variable"),
            Map.entry("heap-bytes/local", "heap of one more variable"),
            Map.entry("class-bytes", "size of the class files"),
            Map.entry("class-bytes/one", "class files, for one more"),
            Map.entry("cpu-percent", "processor time, of one core"),
            Map.entry("cpu-percent-more", "processor time, more than without tasks"));

    private static final List<String> TABLE_ONLY = List.of("objects", "code-bytes", "classes");
    private static final List<String> OFTEN_ZERO =
            List.of("B/op", "ns/level", "ns/local", "cpu-percent", "cpu-percent-more");

    private static final List<String> SLOPES = List.of("ns/level", "ns/local", "heap-bytes/local", "cpu-percent-more");

    static Metric of(String name) {
        return new Metric(
                TITLES.getOrDefault(name, name),
                name.endsWith("/s"),
                !TABLE_ONLY.contains(name) && !name.startsWith("times-"),
                OFTEN_ZERO.contains(name),
                SLOPES.contains(name));
    }

    /** Less than one is next to nothing where nothing is frequent, and must not look like much. */
    Scale scale(double... values) {
        return fromZero
                ? Scale.linear(DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(1))
                        .toArray())
                : Scale.of(values);
    }
}
