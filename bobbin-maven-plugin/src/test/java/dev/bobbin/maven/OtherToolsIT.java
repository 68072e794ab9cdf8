package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tools.ant.launch.Launcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/guide/build-tools.md says is run: Ant's build file as it stands there, of Gradle's task the arguments. */
class OtherToolsIT {
    private static final Path ROOT = Path.of(Build.property("bobbin.root"));

    private static final String APP = """
            package app;
            import static dev.bobbin.Async.done;
            import dev.bobbin.*;
            public class App {
                static Async<Integer> six() {
                    Bobbin.yieldNow().await();
                    return done(6);
                }
                public static void main(String[] args) {
                    System.out.println("product " + Bobbin.run(() -> product()));
                }
                static Async<Integer> product() {
                    return done(six().await() * 7);
                }
            }
            """;

    private Path project;
    private String guide;

    @BeforeEach
    void prepare() throws Exception {
        project = Build.empty("other-tools");
        guide = Files.readString(ROOT.resolve("docs/guide/build-tools.md"));
        Files.createDirectories(project.resolve("src/app"));
        Files.writeString(project.resolve("src/app/App.java"), APP);
        Path jars = Files.createDirectories(project.resolve("bobbin"));
        Path cli = ROOT.resolve("bobbin-cli/target");
        copy(cli.resolve("bobbin-cli-" + Build.property("bobbin.version") + ".jar"), jars);
        try (Stream<Path> list = Files.list(cli.resolve("lib"))) {
            for (Path jar : list.toList()) {
                copy(jar, jars);
            }
        }
    }

    @Test
    void ant_runsTheGuidesBuildFile_andOnlyOnceWithoutAChange() throws Exception {
        Files.writeString(project.resolve("build.xml"), block("<!-- run by OtherToolsIT -->", "xml"));

        assertThat(ant().assertSuccess().log()).contains("transform:", "product 42");

        String second = ant().assertSuccess().log();
        assertThat(second).contains("product 42");
        assertThat(second.lines()
                        .dropWhile(line -> !line.equals("transform:"))
                        .skip(1)
                        .findFirst())
                .as("%s", second)
                .contains("");
    }

    @Test
    void gradle_argumentsOfTheGuide_compile() throws Exception {
        String task = block("<!-- its arguments run by OtherToolsIT -->", "groovy");
        assertThat(task).contains("mainClass = 'dev.bobbin.cli.Main'");
        Matcher list = Pattern.compile("\\['compile', (.*), from\\.get\\(\\), '-o', to\\.get\\(\\)]")
                .matcher(task);
        assertThat(list.find()).isTrue();
        String jars = "bobbin" + File.separator + "*";
        String core = project.resolve("bobbin")
                .resolve("bobbin-core-" + Build.property("bobbin.version") + ".jar")
                .toString();
        List<String> command = new ArrayList<>(List.of("-cp", jars, "dev.bobbin.cli.Main", "compile"));
        for (String argument : list.group(1).split(", ")) {
            command.add(argument.equals("sourceSets.main.compileClasspath.asPath") ? core : argument.replace("'", ""));
        }
        command.addAll(List.of("javac", "-o", "out"));
        int status = javax.tools.ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-g",
                        "--release",
                        "17",
                        "-cp",
                        core,
                        "-d",
                        project.resolve("javac").toString(),
                        project.resolve("src/app/App.java").toString());
        assertThat(status).isZero();

        Build.java(project, command.toArray(String[]::new)).assertSuccess();

        Build.Result run = Build.java(project, "-cp", "out" + File.pathSeparator + jars, "app.App");
        assertThat(run.assertSuccess().log()).isEqualTo("product 42" + System.lineSeparator());
    }

    private Build.Result ant() throws IOException, InterruptedException {
        String classPath = home(Launcher.class) + File.pathSeparator + home(org.apache.tools.ant.Main.class);
        return Build.java(project, "-cp", classPath, "org.apache.tools.ant.Main", "-Dbobbin=bobbin", "-f", "build.xml");
    }

    /** The guide's block of code in this language that stands after this comment. */
    private String block(String comment, String language) {
        String begin = comment + "\n```" + language + "\n";
        assertThat(guide).contains(begin);
        int from = guide.indexOf(begin) + begin.length();
        return guide.substring(from, guide.indexOf("```", from));
    }

    private static void copy(Path file, Path into) throws IOException {
        Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path home(Class<?> type) throws IOException {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
