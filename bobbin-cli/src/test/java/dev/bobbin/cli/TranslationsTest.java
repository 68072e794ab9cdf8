package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages in Chinese say what the English ones say, as far as a test can tell: the same pieces of code, headings, tables, figures and links. */
class TranslationsTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));

    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "README.zh-CN.md", "README.md",
            "docs/guide/zh-CN/first-steps.md", "docs/guide/first-steps.md",
            "docs/guide/zh-CN/models.md", "docs/guide/models.md"));

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+(?= )");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*\\|$");
    private static final Pattern ITEM = Pattern.compile("(?m)^- ");
    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");

    static List<String> translations() {
        return List.copyOf(PAGES.keySet());
    }

    @Test
    void everyPageInChinese_isComparedWithItsOriginal() throws IOException {
        try (var files = Files.list(ROOT.resolve("docs/guide/zh-CN"))) {
            assertThat(files.map(file -> ROOT.relativize(file).toString().replace('\\', '/')))
                    .isSubsetOf(PAGES.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void translation_hasTheSamePieces(String page) throws IOException {
        String original = PAGES.get(page);
        String translated = Files.readString(ROOT.resolve(page));
        String english = Files.readString(ROOT.resolve(original));

        assertThat(all(FENCE, translated)).isEqualTo(all(FENCE, english));
        String text = FENCE.matcher(translated).replaceAll("");
        String englishText = FENCE.matcher(english).replaceAll("");
        assertThat(all(HEADING, text)).isEqualTo(all(HEADING, englishText));
        assertThat(all(ITEM, text)).hasSameSizeAs(all(ITEM, englishText));
        assertThat(all(ROW, text)).hasSameSizeAs(all(ROW, englishText));
        assertThat(Set.copyOf(all(CODE, text))).isEqualTo(Set.copyOf(all(CODE, englishText)));
        assertThat(links(page, text)).containsExactlyInAnyOrderElementsOf(links(original, englishText));
    }

    /** Where its links lead, those to translations as if to the originals; without those from one language to the other. */
    private static List<String> links(String page, String text) {
        Path directory = ROOT.resolve(page).getParent();
        return LINK.matcher(text)
                .results()
                .filter(link -> !link.group(1).isEmpty() && !link.group(1).contains(":"))
                .map(link -> {
                    Path to = directory.resolve(link.group(1)).normalize();
                    assertThat(to).as(page).exists();
                    String name = ROOT.relativize(to).toString().replace('\\', '/');
                    return PAGES.getOrDefault(name, name) + (link.group(2) == null ? "" : link.group(2));
                })
                .filter(to -> !to.equals(PAGES.getOrDefault(page, page)))
                .toList();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
