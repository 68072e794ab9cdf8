package dev.bobbin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFileTest {
    private static final Machine MACHINE = new Machine(
            "Linux 6.1",
            "amd64",
            "A \"fast\" one",
            2,
            0.25,
            "17.0.15",
            List.of("17.0.15", "25.0.1"),
            Map.of("resume depth=100", List.of("-Xmx512m")),
            Map.of("go", "go version go1.19.8 linux/amd64"),
            "2025-01-01T00:00:00Z",
            "0.1.0",
            "0123abcd",
            List.of(41.5, 42.25));

    private static final Settings SETTINGS =
            new Settings(List.of("resume", "parked"), List.of(), List.of("jdk-17"), 5, false);

    @TempDir
    private Path directory;

    @Test
    void text_figures_haveTheShapeThatReadersRelyOn() {
        Figure resume = Figure.of(
                "resume", Param.of("depth=100"), "bobbin-fused", "ns/op", List.of(4.3, 4.1, 3.9, 4.05, 4.2), 17);
        Figure parked =
                Figure.of("parked", Param.of("depth=3,locals=4"), "bobbin-fused", "heap-bytes", List.of(80.0002), 17);

        String text = text(List.of(resume, parked));

        assertThat(text).isEqualTo("""
                {
                  "machine" : {
                    "os" : "Linux 6.1",
                    "arch" : "amd64",
                    "cpu" : "A \\"fast\\" one",
                    "cores" : 2,
                    "load" : 0.25,
                    "jdk" : "17.0.15",
                    "jdks" : [ "17.0.15", "25.0.1" ],
                    "vmFlags" : {
                      "resume depth=100" : [ "-Xmx512m" ]
                    },
                    "toolchains" : {
                      "go" : "go version go1.19.8 linux/amd64"
                    },
                    "date" : "2025-01-01T00:00:00Z",
                    "bobbin" : "0.1.0",
                    "classes" : "0123abcd",
                    "calibration" : [ 41.5, 42.25 ]
                  },
                  "settings" : {
                    "only" : [ "resume", "parked" ],
                    "subjects" : [ ],
                    "jdks" : [ "jdk-17" ],
                    "rounds" : 5,
                    "quick" : false
                  },
                  "interrupted" : true,
                  "results" : [
                    {"bench":"resume","param":"depth=100","subject":"bobbin-fused","metric":"ns/op","value":4.1,"error":0.2,"runs":5,"jdk":17,"min":3.9,"max":4.3,"raw":[4.3,4.1,3.9,4.05,4.2],"noisy":false},
                    {"bench":"parked","param":"depth=3,locals=4","subject":"bobbin-fused","metric":"heap-bytes","value":80,"error":0,"runs":1,"jdk":17,"min":80,"max":80,"raw":[80],"noisy":false}
                  ],
                  "rejected" : [
                    {"bench":"resume","param":"depth=1","subject":"go","jdk":null,"text":"wrong answer: 41 \\\"instead\\\" of 42"}
                  ],
                  "notes" : [
                    {"bench":"parked","param":"depth=1","subject":"bobbin-fused","jdk":17,"text":"one\\ntwo\\n"}
                  ]
                }
                """);
    }

    @Test
    void text_figureOfAPeer_hasNoJdk() {
        Figure peer = Figure.of("call", Param.of("depth=10"), "go", "ns/op", List.of(20.0), 0);

        assertThat(text(List.of(peer))).contains("\"jdk\":null,");
        assertThat(Table.of(List.of(peer))).contains("go       -    ns/op");
    }

    @Test
    void text_allocationBelowAHundredthOfAByte_isNone() {
        Figure noise = Figure.of("call", Param.of("depth=10"), "java-plain", "B/op", List.of(0.0009), 17);

        assertThat(text(List.of(noise))).contains("\"value\":0,");
    }

    @Test
    void write_existingFile_isReplacedAndNothingElseIsLeft() throws IOException {
        Path file = directory.resolve("figures.json");
        Files.writeString(file, "old");

        FigureFile.write(file, content(List.of()));

        assertThat(file).hasContent(text(List.of()));
        assertThat(directory.toFile().list()).containsExactly("figures.json");
    }

    @Test
    void of_evenNumberOfRuns_takesTheMiddleOfTheMiddleTwo() {
        Figure figure = Figure.of("call", Param.of("depth=10"), "java-plain", "ns/op", List.of(9.0, 1.0, 3.0, 2.0), 17);

        assertThat(figure.value()).isEqualTo(2.5);
        assertThat(figure.error()).isEqualTo(4.0);
        assertThat(figure.min()).isEqualTo(1.0);
        assertThat(figure.max()).isEqualTo(9.0);
        assertThat(figure.runs()).isEqualTo(4);
        assertThat(figure.raw()).containsExactly(9.0, 1.0, 3.0, 2.0);
    }

    @Test
    void read_whatWasWritten_isTheSame() throws IOException {
        Path file = directory.resolve("figures.json");
        Figure measured = Figure.of("call", Param.of("depth=10"), "java-plain", "ns/op", List.of(2.5, 2.0), 17);
        Figure peer = Figure.of("parked", Param.of("depth=1,compact=yes"), "go", "rss-bytes", List.of(2600.5), 0);
        List<Figure> derived = Derived.ratios(
                List.of(measured, withSubject(measured, "bobbin-fused")), "ns/op", "java-plain", "times");
        List<Figure> figures = List.of(measured, peer, withoutNoise(derived.get(0)));

        FigureFile.write(file, content(figures));

        assertThat(FigureFile.read(file)).isEqualTo(content(figures));
    }

    @Test
    void read_fileThatIsNotThere_saysSo() {
        Path file = directory.resolve("none.json");

        assertThatThrownBy(() -> FigureFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void read_textThatIsNoJson_namesTheLine() throws IOException {
        Path file = Files.writeString(directory.resolve("figures.json"), "{\n\"machine\" = 3");

        assertThatThrownBy(() -> FigureFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": no figures of the lab: no JSON from line 2 on: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "runs":2        | "other":2          | no figures of this version of the lab: results[0].runs is missing
                    "runs":2        | "runs":"two"       | no figures of the lab: results[0].runs is not a whole number
                    "min":1         | "min":[]           | no figures of the lab: results[0].min is not a number
                    "raw":[1,3]     | "raw":[1,null]     | no figures of the lab: results[0].raw[1] is not a number
                    "subject":"x"   | "subject":7        | no figures of the lab: results[0].subject is not a text
                    "results" :     | "resluts" :        | no figures of this version of the lab: results is missing
                    "quick" : false | "quick" : 0        | no figures of the lab: settings.quick is not true or false
                    "vmFlags" : {   | "vmFlags" : 1, "x" : { | no figures of the lab: machine.vmFlags is not an object
                    """)
    void read_otherJson_namesThePlace(String written, String instead, String message) throws IOException {
        Figure figure = Figure.of("call", Param.of("depth=10"), "x", "ns/op", List.of(1.0, 3.0), 17);
        String text = text(List.of(figure));
        assertThat(text).contains(written);
        Path file = Files.writeString(directory.resolve("figures.json"), text.replace(written, instead));

        assertThatThrownBy(() -> FigureFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + message);
    }

    private static String text(List<Figure> figures) {
        return FigureFile.text(content(figures));
    }

    private static FigureFile.Content content(List<Figure> figures) {
        Remark wrong = new Remark("resume", "depth=1", "go", 0, "wrong answer: 41 \"instead\" of 42");
        Remark note = new Remark("parked", "depth=1", "bobbin-fused", 17, "one\ntwo\n");
        return new FigureFile.Content(MACHINE, SETTINGS, true, figures, List.of(wrong), List.of(note));
    }

    private static Figure withSubject(Figure f, String subject) {
        return Figure.of(f.bench(), Param.of(f.param()), subject, f.metric(), f.raw(), f.jdk());
    }

    /** With the digits that a file keeps. */
    private static Figure withoutNoise(Figure f) {
        return new Figure(
                f.bench(),
                f.param(),
                f.subject(),
                f.metric(),
                f.rounded(f.value()).doubleValue(),
                f.rounded(f.error()).doubleValue(),
                f.rounded(f.min()).doubleValue(),
                f.rounded(f.max()).doubleValue(),
                f.runs(),
                f.raw(),
                f.jdk(),
                f.noisy());
    }
}
