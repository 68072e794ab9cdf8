package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The project of docs/guide/first-steps.md, as its reader makes it: from the top, each file as it stands there, each build as it is called. */
class FirstStepsIT {
    private static final Pattern STEP = Pattern.compile(
            "`(?<name>[\\w/]+\\.(?:java|xml))`:\n\n```\\w+\n(?<text>.*?)```|```console\n\\$ mvn -q test\n(?<said>.*?)```",
            Pattern.DOTALL);

    @Test
    void project_madeAsThePageSays_saysWhatItShows() throws Exception {
        Matcher step = STEP.matcher(
                Files.readString(Path.of(Build.property("bobbin.root")).resolve("docs/guide/first-steps.md")));
        Path project = Build.empty("first-steps");
        Build.prepare();
        int builds = 0;
        while (step.find()) {
            if (step.group("name") != null) {
                Path file = project.resolve(step.group("name"));
                Files.createDirectories(file.getParent());
                Files.writeString(file, step.group("text"));
                continue;
            }

            Build.Result build = Build.at(project).maven("-q", "test");

            builds++;
            // Not of the project: Maven resets colours that it has not set, and JDK 24 and later warn of Maven's own
            // jars.
            String log = build.log().replaceAll("\u001B\\[[0-9;]*m", "").replaceAll("(?m)^WARNING: .*\\R", "");
            assertThat(log).matches(shown(step.group("said")));
            assertThat(build.status()).isEqualTo(step.group("said").isEmpty() ? 0 : 1);
        }
        assertThat(builds).isEqualTo(2);
    }

    /** A line {@code ...} stands for any lines. */
    private static String shown(String text) {
        return text.lines()
                .map(line -> line.equals("...") ? "(?:.*\\R)*?" : Pattern.quote(line) + "\\R")
                .collect(Collectors.joining());
    }
}
