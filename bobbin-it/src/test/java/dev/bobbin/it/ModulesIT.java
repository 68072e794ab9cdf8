package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program of two modules beside those of Bobbin: on the module path, on the class path, and in an image. */
class ModulesIT {
    private static final boolean STACKS = Runtime.version().feature() >= 21;

    @TempDir
    private static Path compiled;

    @TempDir
    private Path directory;

    private static Program javac;

    @BeforeAll
    static void compile() throws Exception {
        javac = Program.compile(compiled);
    }

    static Stream<Options> models() {
        return STACKS ? Options.models().stream() : Options.forms().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void program_onTheModulePath_answers(Options options) throws Exception {
        Program program = javac.transformed(options, directory);

        assertThat(onModulePath(program))
                .isEqualTo(new Jvm.Outcome(0, Program.SAYS + "in " + Program.MODULE + "\n", ""));
    }

    @Test
    void program_onTheClassPath_answers() throws Exception {
        Program program = javac.transformed(Options.defaults(), directory);

        assertThat(Jvm.ofTheTests().java(List.of("-cp", Jvm.path(program.path()), Program.MAIN)))
                .isEqualTo(new Jvm.Outcome(0, Program.SAYS + "in no module\n", ""));
    }

    @Test
    void modules_ofTwoModels_awaitEachOther() throws Exception {
        Program program = new Program(
                javac.transformed(Options.of(Model.PULL), directory.resolve("one"))
                        .library(),
                javac.transformed(Options.defaults(), directory.resolve("other"))
                        .app());

        assertThat(onModulePath(program))
                .isEqualTo(new Jvm.Outcome(0, Program.SAYS + "in " + Program.MODULE + "\n", ""));
    }

    @Test
    void stacks_inAModule_areMadeOfWhatIsOpenedToIt_orSayWhatIsMissing() throws Exception {
        Program program = javac.transformed(Options.of(Model.STACKFUL), directory);
        String export = "--add-exports java.base/jdk.internal.vm=dev.bobbin.loom";
        String open = "--add-opens java.base/java.lang=dev.bobbin.loom";

        Jvm.Outcome carried = onModulePath(program, "-Ddev.bobbin.stackful=carried");
        Jvm.Outcome continuation = onModulePath(program, "-Ddev.bobbin.stackful=continuation");
        Jvm.Outcome opened = onModulePath(program, (open + " " + export + " -Ddev.bobbin.stackful=carried").split(" "));

        if (STACKS) {
            assertThat(carried.err()).contains("needs " + open + " on the command line of java");
            assertThat(continuation.err()).contains("needs " + export + " on the command line of java");
            assertThat(opened.out()).isEqualTo(Program.SAYS + "in " + Program.MODULE + "\n");
        } else {
            assertThat(opened.err()).contains("stackful coroutines need JDK 21 or later");
        }
    }

    /** Without the flight recorder, and without anything else that is not needed. */
    @Test
    void image_ofNothingElse_answers() throws Exception {
        Program program = javac.transformed(Options.defaults(), directory);
        Path image = directory.resolve("image");
        StringWriter said = new StringWriter();
        int status = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        "--module-path",
                        Jvm.path(program.path()),
                        "--add-modules",
                        Program.MODULE + ",dev.bobbin.loom",
                        "--output",
                        image.toString());
        assertThat(status).as("%s", said).isZero();

        assertThat(Jvm.of(image).java(List.of("--list-modules")).out().lines().map(line -> line.split("@")[0]))
                .containsExactlyInAnyOrder(
                        Program.MODULE,
                        "dev.bobbin.it.library",
                        "dev.bobbin.core",
                        "dev.bobbin.loom",
                        "dev.bobbin.runtime",
                        "java.base");
        assertThat(Jvm.of(image).java(List.of("-m", Program.MODULE + "/" + Program.MAIN)))
                .isEqualTo(new Jvm.Outcome(0, Program.SAYS + "in " + Program.MODULE + "\n", ""));
    }

    /** The module that has the events is optional, so nothing asks for it but the recording. */
    @Test
    void recording_ofModules_hasTheEvents() throws Exception {
        Program program = javac.transformed(Options.defaults(), directory);
        Path recording = directory.resolve("tour.jfr");

        Jvm.Outcome outcome = onModulePath(
                program,
                "-Xlog:jfr*=off",
                "-XX:StartFlightRecording:filename=" + recording + ",+dev.bobbin.Spawn#enabled=true");

        assertThat(outcome.status()).as("%s", outcome).isZero();
        assertThat(RecordingFile.readAllEvents(recording))
                .anyMatch(event -> event.getEventType().getName().equals("dev.bobbin.Spawn"));
    }

    private static Jvm.Outcome onModulePath(Program program, String... flags) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("--module-path", Jvm.path(program.path()), "-m", Program.MODULE + "/" + Program.MAIN));
        return Jvm.ofTheTests().java(arguments);
    }
}
