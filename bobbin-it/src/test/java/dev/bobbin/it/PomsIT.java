package dev.bobbin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The POMs that are published, with what they inherit: what Maven Central asks of each, and what users get with it. */
class PomsIT {
    static Stream<Artefact> published() {
        return Artefact.published();
    }

    @ParameterizedTest
    @MethodSource("published")
    void pom_hasAllThatMavenCentralAsksFor(Artefact artefact) throws Exception {
        Model pom = artefact.model();

        assertThat(List.of(pom.getGroupId(), pom.getArtifactId(), pom.getVersion()))
                .containsExactly("dev.bobbin", artefact.name(), Artefact.property("bobbin.version"));
        assertThat(pom.getName()).startsWith("Bobbin");
        assertThat(pom.getDescription()).endsWith(".");
        assertThat(pom.getUrl()).isEqualTo("https://bobbin.dev");
        assertThat(pom.getLicenses()).singleElement().satisfies(licence -> {
            assertThat(licence.getName()).isEqualTo("Apache-2.0");
            assertThat(licence.getUrl()).isEqualTo("https://www.apache.org/licenses/LICENSE-2.0.txt");
        });
        assertThat(pom.getDevelopers()).isNotEmpty().allSatisfy(developer -> {
            assertThat(developer.getName()).isNotBlank();
            assertThat(developer.getOrganization()).isNotBlank();
            assertThat(developer.getOrganizationUrl()).isNotBlank();
        });
        assertThat(pom.getScm()).satisfies(scm -> {
            assertThat(scm.getUrl()).startsWith("https://").endsWith(".git");
            assertThat(scm.getConnection()).isEqualTo("scm:git:" + scm.getUrl());
            assertThat(scm.getDeveloperConnection()).startsWith("scm:git:");
        });
        assertThat(pom.getRepositories()).extracting("id").containsOnly("central"); // Maven's own, which is implied
    }

    @Test
    void core_needsNothing_andTheRest_whatIsWrittenInAdr2() throws Exception {
        assertThat(needs(Artefact.CORE)).isEmpty();
        assertThat(needs(Artefact.RUNTIME)).containsExactly("dev.bobbin:bobbin-core");
        assertThat(needs(Artefact.LOOM)).containsExactly("dev.bobbin:bobbin-core");
    }

    @Test
    void bom_hasEachJar_andNothingElse() throws Exception {
        List<String> jars = Artefact.published()
                .filter(artefact -> artefact.model().getPackaging().equals("jar"))
                .map(artefact -> "dev.bobbin:" + artefact.name() + ":" + Artefact.property("bobbin.version"))
                .toList();
        Model bom = new Artefact("bobbin-bom").model();

        assertThat(bom.getDependencyManagement().getDependencies())
                .extracting(d -> d.getGroupId() + ":" + d.getArtifactId() + ":" + d.getVersion())
                .containsExactlyInAnyOrderElementsOf(jars);
        assertThat(bom.getDependencies()).isEmpty();
        assertThat(bom.getParent()).as("else its versions go along").isNull();
    }

    private static List<String> needs(Artefact artefact) {
        return artefact.model().getDependencies().stream()
                .filter(dependency -> Set.of("compile", "runtime").contains(dependency.getScope()))
                .map(dependency -> dependency.getGroupId() + ":" + dependency.getArtifactId())
                .toList();
    }
}
