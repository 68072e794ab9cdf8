package dev.bobbin.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import dev.bobbin.compiler.ir.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of {@code examples}, in every model; and the pieces of docs/netty.md, which stand in them. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(RecordedLeaks.None.class)
class NettyExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));
    private static final Path EXAMPLES = ROOT.resolve("bobbin-netty/examples");
    private static final int FIRST_WITH_STACKS = 21;

    @TempDir
    Path dir;

    static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.sorted().toList();
        }
    }

    private static List<Options> models() {
        return Options.models().stream()
                .filter(options ->
                        options.model() != Model.STACKFUL || Runtime.version().feature() >= FIRST_WITH_STACKS)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void program_inEveryModel_isFine(Path program) throws Exception {
        Map<String, byte[]> plain = compiled(program);
        String name = program.getFileName().toString().replace(".java", "");
        for (Options options : models()) {
            Transformer.Result result =
                    Transformer.transform(plain, ClassSource.of(getClass().getClassLoader()), options);
            assertThat(result.diagnostics()).as("%s", options).isEmpty();

            assertThat(said(new Loader(result.classes()).loadClass(name)))
                    .as("%s", options)
                    .endsWith("fine\n");
        }
    }

    private Map<String, byte[]> compiled(Path program) throws IOException {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        dir.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.toString());
        assertThat(status).isZero();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                classes.put(file.getFileName().toString().replace(".class", ""), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static String said(Class<?> program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Method main = program.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Loads the program; everything else is that of the tests. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(NettyExamplesTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    @Test
    void page_piecesOfJava_standInPrograms() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path program : programs()) {
            sources.add(leftAligned(Files.readString(program)));
        }
        Matcher piece = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/netty.md")));
        int pieces = 0;
        while (piece.find()) {
            pieces++;
            String code = leftAligned(piece.group(1));
            assertThat(sources).as("programs with\n%s", piece.group(1)).anyMatch(source -> source.contains(code));
        }
        assertThat(pieces).isPositive();
    }

    private static String leftAligned(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
