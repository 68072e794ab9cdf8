package dev.bobbin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            "0.1.0");

    @TempDir
    private Path directory;

    @Test
    void text_figures_haveTheShapeThatReadersRelyOn() {
        Figure resume = Figure.of(
                "resume", Param.of("depth=100"), "bobbin-fused", "ns/op", List.of(4.3, 4.1, 3.9, 4.05, 4.2), 17);
        Figure parked =
                Figure.of("parked", Param.of("depth=3,locals=4"), "bobbin-fused", "heap-bytes", List.of(80.0002), 17);

        String text = FigureFile.text(MACHINE, List.of(resume, parked));

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
                    "bobbin" : "0.1.0"
                  },
                  "results" : [
                    {"bench":"resume","param":"depth=100","subject":"bobbin-fused","metric":"ns/op","value":4.1,"error":0.2,"runs":5,"jdk":17},
                    {"bench":"parked","param":"depth=3,locals=4","subject":"bobbin-fused","metric":"heap-bytes","value":80,"error":0,"runs":1,"jdk":17}
                  ]
                }
                """);
    }

    @Test
    void text_figureOfAPeer_hasNoJdk() {
        Figure peer = Figure.of("call", Param.of("depth=10"), "go", "ns/op", List.of(20.0), 0);

        assertThat(FigureFile.text(MACHINE, List.of(peer))).contains("\"jdk\":null}");
        assertThat(Table.of(List.of(peer))).contains("go       -    ns/op");
    }

    @Test
    void text_allocationBelowAHundredthOfAByte_isNone() {
        Figure noise = Figure.of("call", Param.of("depth=10"), "java-plain", "B/op", List.of(0.0009), 17);

        assertThat(FigureFile.text(MACHINE, List.of(noise))).contains("\"value\":0,");
    }

    @Test
    void write_existingFile_isReplacedAndNothingElseIsLeft() throws IOException {
        Path file = directory.resolve("figures.json");
        Files.writeString(file, "old");

        FigureFile.write(file, MACHINE, List.of());

        assertThat(file).hasContent(FigureFile.text(MACHINE, List.of()));
        assertThat(directory.toFile().list()).containsExactly("figures.json");
    }

    @Test
    void of_evenNumberOfRuns_takesTheMiddleOfTheMiddleTwo() {
        Figure figure = Figure.of("call", Param.of("depth=10"), "java-plain", "ns/op", List.of(9.0, 1.0, 3.0, 2.0), 17);

        assertThat(figure.value()).isEqualTo(2.5);
        assertThat(figure.error()).isEqualTo(4.0);
        assertThat(figure.runs()).isEqualTo(4);
    }
}
