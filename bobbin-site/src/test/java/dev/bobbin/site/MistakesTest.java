package dev.bobbin.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends the build of the site: each mistake with file and line, and no page is written. */
class MistakesTest {
    @TempDir
    Path temp;

    private Path root = Path.of("");

    @BeforeEach
    void buildASmallHouse() throws IOException {
        root = Files.createDirectory(temp.resolve("house")).toRealPath();
        write("README.md", "# Home\n\n[All pages](docs/README.md)\n");
        write("CHANGELOG.md", "# Changes\n");
        write("CONTRIBUTING.md", "# Helping\n");
        write("docs/README.md", """
                # All pages

                ## To read

                - [The guide](guide/README.md)

                ## To look up

                - [Changes](../CHANGELOG.md)
                - [Helping](../CONTRIBUTING.md)
                """);
        write("docs/guide/README.md", "# The guide\n\n- [One](one.md): begins.\n");
        write("docs/guide/one.md", "# One\n\n## First things\n\nText.\n");
    }

    @Test
    void house_withoutMistakes_becomesPages() throws IOException {
        assertThat(mistakes()).isEmpty();
        assertThat(temp.resolve("site/docs/guide/one.html")).isRegularFile();
    }

    @Test
    void link_toAFileThatIsNotThere_isNamedWithItsLine() throws IOException {
        write("docs/guide/one.md", "# One\n\nSee\n[two](two.md) and [home](../../README.md).\n");

        assertThat(mistakes()).containsExactly("docs/guide/one.md:4: error: there is no file two.md");
        assertThat(temp.resolve("site")).doesNotExist();
    }

    @Test
    void link_inATable_isNamedWithItsRow() throws IOException {
        write("docs/guide/one.md", "# One\n\n| a | b |\n|---|---|\n| x | y |\n| x | [z](z.java) |\n");

        assertThat(mistakes()).containsExactly("docs/guide/one.md:6: error: there is no file z.java");
    }

    @Test
    void link_toAHeadingThatIsNotThere_isNamedWithWhatThereIs() throws IOException {
        write("README.md", "# Home\n\n[All](docs/README.md), [one](docs/guide/one.md#first)\n");

        assertThat(mistakes())
                .containsExactly("README.md:3: error: docs/guide/one.md has no heading #first; it has #first-things");
    }

    @Test
    void link_toAHeadingOfItsOwnPage_isLookedFor() throws IOException {
        write("docs/guide/one.md", "# One\n\n[here](#first-things), [there](#elsewhere)\n\n## First things\n");

        assertThat(mistakes())
                .containsExactly("docs/guide/one.md:3: error: docs/guide/one.md has no heading #elsewhere");
    }

    @Test
    void link_toALineOfASource_isNone() throws IOException {
        write("Hello.java", "class Hello {}\n");
        write("docs/guide/one.md", "# One\n\n[source](../../Hello.java#L1)\n");

        assertThat(mistakes())
                .containsExactly("docs/guide/one.md:3: error: ../../Hello.java is no page, and has no heading #L1");
    }

    @Test
    void link_outOfTheHouse_isNoFile() throws IOException {
        Files.writeString(temp.resolve("other.txt"), "not ours");
        write("docs/guide/one.md", "# One\n\n[other](../../../other.txt)\n");

        assertThat(mistakes()).containsExactly("docs/guide/one.md:3: error: there is no file ../../../other.txt");
    }

    @Test
    void picture_thatIsNotThere_isNamed() throws IOException {
        write("docs/guide/one.md", "# One\n\n![a map](img/map.svg)\n");

        assertThat(mistakes()).containsExactly("docs/guide/one.md:3: error: there is no file img/map.svg");
    }

    @Test
    void page_withoutATitle_isNamed() throws IOException {
        write("docs/guide/one.md", "One\n\n## First things\n");

        assertThat(mistakes()).containsExactly("docs/guide/one.md:1: error: begins with no title: # and its name");
    }

    @Test
    void page_thatNoIndexNames_isNamed() throws IOException {
        write("docs/guide/two.md", "# Two\n");
        write("docs/guide/deeper/README.md", "# Deeper\n\n- [Three](three.md)\n");
        write("docs/guide/deeper/three.md", "# Three\n");

        String remedy = ":1: error: has no place in the order of reading: begin an item of a list in ";
        assertThat(mistakes())
                .containsExactly(
                        "docs/guide/deeper/README.md" + remedy + "docs/guide/README.md with a link to it",
                        "docs/guide/deeper/three.md" + remedy + "docs/guide/deeper/README.md with a link to it",
                        "docs/guide/two.md" + remedy + "docs/guide/README.md with a link to it");
    }

    @Test
    void folder_withAnIndexThatIsNamed_hasAPlaceWithItsPages() throws IOException {
        write("docs/guide/README.md", "# The guide\n\n- [One](one.md)\n- [Deeper](deeper)\n");
        write("docs/guide/deeper/README.md", "# Deeper\n\n| | |\n|---|---|\n| [Three](three.md) | x |\n");
        write("docs/guide/deeper/three.md", "# Three\n");

        assertThat(mistakes()).isEmpty();
        assertThat(new Navigation(new House(root)).inOrder())
                .extracting(Document::title)
                .containsExactly("Home", "The guide", "One", "Deeper", "Three", "Changes", "Helping");
    }

    private List<String> mistakes() throws IOException {
        return Site.write(root, temp.resolve("site")).stream()
                .map(Mistake::toString)
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
