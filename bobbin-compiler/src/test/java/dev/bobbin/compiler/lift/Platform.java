package dev.bobbin.compiler.lift;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.FieldPosition;
import java.text.ParsePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of the JDK's own types. */
final class Platform {
    private static final String[] PATTERNS = {"a+", "[a-z]*", "(\\w)\\1", "\\s", ",|;", "^.", "\\d+$"};

    private final Values values;
    private final SplittableRandom random;
    private final Map<Class<?>, Supplier<Object>> known = new HashMap<>();

    Platform(Values values, SplittableRandom random) {
        this.values = values;
        this.random = random;
        boxes();
        collections();
        texts();
        others();
    }

    /** Null if the type is not known. */
    Object of(Class<?> type) {
        Supplier<Object> supplier = known.get(type);
        return supplier == null ? null : supplier.get();
    }

    private void boxes() {
        Map<Class<?>, Class<?>> boxes = Map.of(
                Integer.class, int.class,
                Long.class, long.class,
                Short.class, short.class,
                Byte.class, byte.class,
                Character.class, char.class,
                Boolean.class, boolean.class,
                Float.class, float.class,
                Double.class, double.class,
                Number.class, int.class);
        boxes.forEach((box, primitive) -> known.put(box, () -> values.primitive(primitive)));
        known.put(BigInteger.class, () -> BigInteger.valueOf(random.nextLong()).pow(random.nextInt(1, 4)));
        known.put(BigDecimal.class, () -> BigDecimal.valueOf(random.nextInt(-9999, 9999), random.nextInt(-2, 5)));
        known.put(MathContext.class, () -> new MathContext(random.nextInt(1, 20)));
    }

    private void collections() {
        for (Class<?> c : List.of(List.class, Collection.class, Iterable.class, ArrayList.class, AbstractList.class)) {
            known.put(c, values::list);
        }
        known.put(Set.class, () -> new LinkedHashSet<>(values.list()));
        for (Class<?> c : List.of(SortedSet.class, NavigableSet.class, TreeSet.class)) {
            known.put(c, () -> new TreeSet<>(texts(values.list())));
        }
        for (Class<?> c : List.of(Queue.class, Deque.class, LinkedList.class)) {
            known.put(c, () -> new LinkedList<>(values.list()));
        }
        for (Class<?> c : List.of(Map.class, HashMap.class, LinkedHashMap.class)) {
            known.put(c, () -> pairs(new LinkedHashMap<>()));
        }
        for (Class<?> c : List.of(SortedMap.class, NavigableMap.class, TreeMap.class)) {
            known.put(c, () -> pairs(new TreeMap<>()));
        }
        for (Class<?> c : List.of(ConcurrentMap.class, ConcurrentHashMap.class)) {
            known.put(c, () -> pairs(new ConcurrentHashMap<>()));
        }
        known.put(Map.Entry.class, () -> new AbstractMap.SimpleEntry<>(values.string(), values.string()));
        known.put(Iterator.class, () -> values.list().iterator());
        known.put(ListIterator.class, () -> values.list().listIterator());
        known.put(Enumeration.class, () -> Collections.enumeration(values.list()));
        known.put(Spliterator.class, () -> values.list().spliterator());
        known.put(Stream.class, () -> values.list().stream());
        known.put(Optional.class, () -> Optional.of(values.string()));
        known.put(Comparator.class, () -> order(random.nextInt(3)));
        known.put(Properties.class, () -> {
            Properties properties = new Properties();
            properties.setProperty("a", values.string());
            return properties;
        });
    }

    private void texts() {
        known.put(StringBuilder.class, () -> new StringBuilder(values.string()));
        known.put(Appendable.class, () -> new StringBuilder(values.string()));
        known.put(StringBuffer.class, () -> new StringBuffer(values.string()));
        known.put(Reader.class, () -> new StringReader(values.string()));
        known.put(Readable.class, () -> new StringReader(values.string()));
        known.put(Writer.class, StringWriter::new);
        known.put(InputStream.class, () -> new ByteArrayInputStream(bytes()));
        known.put(OutputStream.class, ByteArrayOutputStream::new);
        known.put(ByteBuffer.class, () -> ByteBuffer.wrap(bytes()));
        known.put(CharBuffer.class, () -> CharBuffer.wrap(values.string()));
        known.put(Charset.class, () -> random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        known.put(Pattern.class, () -> Pattern.compile(PATTERNS[random.nextInt(PATTERNS.length)]));
        known.put(ParsePosition.class, () -> new ParsePosition(random.nextInt(3)));
        known.put(FieldPosition.class, () -> new FieldPosition(random.nextInt(3)));
    }

    private void others() {
        Locale[] locales = {Locale.ROOT, Locale.US, Locale.GERMANY, new Locale("tr"), Locale.FRANCE};
        known.put(Locale.class, () -> locales[random.nextInt(locales.length)]);
        known.put(TimeZone.class, () -> TimeZone.getTimeZone(random.nextBoolean() ? "UTC" : "Europe/Berlin"));
        known.put(Date.class, () -> new Date(random.nextLong(2_000_000_000_000L)));
        Supplier<Object> calendar = () -> {
            Calendar c = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
            c.setTimeInMillis(random.nextLong(2_000_000_000_000L));
            return c;
        };
        known.put(Calendar.class, calendar);
        known.put(GregorianCalendar.class, calendar);
        known.put(Duration.class, () -> Duration.ofMillis(random.nextLong(1 << 30)));
        known.put(Instant.class, () -> Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L)));
        known.put(LocalDateTime.class, () -> LocalDateTime.ofEpochSecond(random.nextInt(), 0, ZoneOffset.UTC));
        known.put(Random.class, () -> new Random(random.nextInt()));
        known.put(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
        known.put(Throwable.class, () -> new IllegalStateException(values.string()));
        known.put(Exception.class, () -> new IllegalStateException(values.string()));
        Class<?>[] types = {String.class, Integer.class, int.class, Object[].class, List.class, Thread.State.class};
        known.put(Class.class, () -> types[random.nextInt(types.length)]);
    }

    private byte[] bytes() {
        return values.string().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> texts(List<Object> list) {
        list.removeIf(e -> !(e instanceof String));
        return list;
    }

    private Map<Object, Object> pairs(Map<Object, Object> map) {
        for (Object key : texts(values.list())) {
            map.put(key, values.string());
        }
        return map;
    }

    private static Comparator<Object> order(int kind) {
        Comparator<Object> byText = Comparator.comparing(String::valueOf);
        return kind == 0
                ? byText
                : kind == 1
                        ? byText.reversed()
                        : Comparator.comparing(o -> String.valueOf(o).length());
    }
}
