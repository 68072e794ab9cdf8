package dev.bobbin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Each operator of {@link Seq} beside what it is to do, said of whole lists. */
final class SeqModels {
    /** @param of what the operator makes of a sequence */
    record Operator(String name, Function<Seq<Integer>, Seq<?>> of, Function<List<Integer>, List<?>> model) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Integer> OTHERS = List.of(7, 8, 9, 10);

    private SeqModels() {}

    static boolean small(int n) {
        return n < 2;
    }

    static Stream<Operator> operators() {
        return Stream.of(
                new Operator(
                        "map",
                        s -> s.map(n -> n * 10),
                        l -> l.stream().map(n -> n * 10).toList()),
                new Operator(
                        "filter",
                        s -> s.filter(n -> n % 2 == 0),
                        l -> l.stream().filter(n -> n % 2 == 0).toList()),
                new Operator(
                        "flatMap",
                        s -> s.flatMap(n -> Collections.nCopies(Math.abs(n), n)),
                        l -> l.stream()
                                .flatMap(n -> Collections.nCopies(Math.abs(n), n).stream())
                                .toList()),
                new Operator(
                        "flatMap to sequences",
                        s -> s.flatMap(n -> Seq.of(n, n).map(m -> -m)),
                        l -> l.stream().flatMap(n -> Stream.of(-n, -n)).toList()),
                new Operator(
                        "distinct", Seq::distinct, l -> l.stream().distinct().toList()),
                new Operator("onEach", s -> s.onEach(n -> {}), l -> l),
                new Operator(
                        "indexed",
                        Seq::indexed,
                        l -> IntStream.range(0, l.size())
                                .mapToObj(i -> new Indexed<>(i, l.get(i)))
                                .toList()),
                new Operator(
                        "scan",
                        s -> s.scan("", (text, n) -> text + n),
                        l -> IntStream.rangeClosed(0, l.size())
                                .mapToObj(k -> joined(l.subList(0, k)))
                                .toList()),
                new Operator("take 0", s -> s.take(0), l -> List.of()),
                new Operator("take", s -> s.take(3), l -> l.stream().limit(3).toList()),
                new Operator(
                        "takeWhile",
                        s -> s.takeWhile(SeqModels::small),
                        l -> l.stream().takeWhile(SeqModels::small).toList()),
                new Operator("drop 0", s -> s.drop(0), l -> l),
                new Operator("drop", s -> s.drop(3), l -> l.stream().skip(3).toList()),
                new Operator(
                        "dropWhile",
                        s -> s.dropWhile(SeqModels::small),
                        l -> l.stream().dropWhile(SeqModels::small).toList()),
                new Operator("chunked 1", s -> s.chunked(1), l -> chunks(l, 1)),
                new Operator("chunked", s -> s.chunked(3), l -> chunks(l, 3)),
                new Operator("windowed 1", s -> s.windowed(1), l -> windows(l, 1)),
                new Operator("windowed", s -> s.windowed(3), l -> windows(l, 3)),
                new Operator("plus", s -> s.plus(OTHERS), l -> concat(l, OTHERS)),
                new Operator("plus before", s -> Seq.from(OTHERS).plus(s), l -> concat(OTHERS, l)),
                new Operator("concat", s -> Seq.concat(OTHERS, s, List.of(), s), l -> concat(concat(OTHERS, l), l)),
                new Operator("zip", s -> s.zip(OTHERS, (a, b) -> a + ":" + b), l -> zipped(l, OTHERS)),
                new Operator("zip after", s -> Seq.from(OTHERS).zip(s, (a, b) -> a + ":" + b), l -> zipped(OTHERS, l)),
                new Operator("zip with itself", s -> s.zip(s, (a, b) -> a + ":" + b), l -> zipped(l, l)),
                new Operator("interleave", s -> s.interleave(OTHERS), l -> interleaved(l, OTHERS)),
                new Operator("interleave after", s -> Seq.from(OTHERS).interleave(s), l -> interleaved(OTHERS, l)),
                new Operator(
                        "mapToInt",
                        s -> s.mapToInt(n -> n + 1).boxed(),
                        l -> l.stream().map(n -> n + 1).toList()),
                new Operator(
                        "mapToLong",
                        s -> s.mapToLong(n -> n + 1).boxed(),
                        l -> l.stream().map(n -> n + 1L).toList()),
                new Operator(
                        "mapToDouble",
                        s -> s.mapToDouble(n -> n / 2.0).boxed(),
                        l -> l.stream().map(n -> n / 2.0).toList()),
                new Operator(
                        "several",
                        s -> s.filter(n -> n != 0)
                                .map(n -> n + 1)
                                .take(5)
                                .windowed(2)
                                .flatMap(w -> w),
                        l -> windows(
                                        l.stream()
                                                .filter(n -> n != 0)
                                                .map(n -> n + 1)
                                                .limit(5)
                                                .toList(),
                                        2)
                                .stream()
                                .flatMap(List::stream)
                                .toList()));
    }

    static String joined(List<Integer> l) {
        StringBuilder text = new StringBuilder();
        l.forEach(text::append);
        return text.toString();
    }

    private static <T> List<List<T>> chunks(List<T> l, int n) {
        return IntStream.range(0, (l.size() + n - 1) / n)
                .mapToObj(i -> l.subList(i * n, Math.min(l.size(), i * n + n)))
                .toList();
    }

    private static <T> List<List<T>> windows(List<T> l, int n) {
        return IntStream.rangeClosed(0, l.size() - n)
                .mapToObj(i -> l.subList(i, i + n))
                .toList();
    }

    private static List<Integer> concat(List<Integer> a, List<Integer> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private static List<String> zipped(List<Integer> a, List<Integer> b) {
        return IntStream.range(0, Math.min(a.size(), b.size()))
                .mapToObj(i -> a.get(i) + ":" + b.get(i))
                .toList();
    }

    private static List<Integer> interleaved(List<Integer> a, List<Integer> b) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            if (i < a.size()) {
                all.add(a.get(i));
            }
            if (i < b.size()) {
                all.add(b.get(i));
            }
        }
        return all;
    }
}
