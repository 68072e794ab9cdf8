package dev.bobbin.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "ns/op, 2.764, 2.76 ns",
        "ns/op, 0.2649, 0.26 ns",
        "ns/op, 0, 0 ns",
        "ns/op, 391.97, 392 ns",
        "ns/op, 13735.694, 13.7 µs",
        "ns/op, 208508100.75, 209 ms",
        "ns/op, 2068416379, 2.07 s",
        "ns/level, -0.91, -0.91 ns",
        "p99-us, 2400, 2.4 ms",
        "p50-us, 310, 310 µs",
        "ms, 176, 176 ms",
        "heap-bytes, 80.18, 80.2 B",
        "heap-bytes, 1600, 1.6 kB",
        "bytes, 2700000000, 2.7 GB",
        "ops/s, 134400, 134 thousand/s",
        "count, 125000000, 125 million",
        "count, 100, 100",
        "times-javac, 18.5, 18.5 ×",
        "percent, 105, 105 %",
        "cpu-percent-more, -0.2, -0.2 %",
        "objects, 4, 4",
    })
    void text_ofAMetric_hasThreeDigitsAndAUnit(String metric, double value, String text) {
        assertThat(new Quantity(metric, value).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "ns/op, 24.264, 1.37, 24.3 ± 1.4 ns",
        "ns/op, 13735.694, 400.097, 13.7 ± 0.4 µs",
        "objects, 4, 0, 4 ± 0",
    })
    void text_withAnError_hasItInTheSameUnitAndToTheSameDigit(String metric, double value, double error, String text) {
        assertThat(new Quantity(metric, value).text(error)).isEqualTo(text);
    }
}
