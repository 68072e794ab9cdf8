package dev.bobbin.lab.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    private Path place;

    @Test
    void of_sameFilesInADirectoryAndInAJar_isTheSame() throws IOException {
        String directory = Fingerprint.of(directory("a", "one").toString());

        assertThat(Fingerprint.of(jar("a.jar", "one", "yesterday").toString())).isEqualTo(directory);
        assertThat(Fingerprint.of(jar("b.jar", "one", "today").toString())).isEqualTo(directory);
    }

    @Test
    void of_anotherContent_isAnother() throws IOException {
        assertThat(Fingerprint.of(directory("a", "one").toString()))
                .isNotEqualTo(Fingerprint.of(directory("b", "two").toString()));
    }

    @Test
    void of_moreEntries_isAnother() throws IOException {
        Path one = directory("a", "one");
        Path two = directory("b", "two");

        assertThat(Fingerprint.of(one + File.pathSeparator + two)).isNotEqualTo(Fingerprint.of(one.toString()));
        assertThat(Fingerprint.of(one + File.pathSeparator + place.resolve("none") + File.pathSeparator))
                .isEqualTo(Fingerprint.of(one.toString()));
    }

    private Path directory(String name, String content) throws IOException {
        Path file = place.resolve(name).resolve("p/C.class");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
        return place.resolve(name);
    }

    private Path jar(String name, String content, String built) throws IOException {
        Path jar = place.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(built.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("p/C.class"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
