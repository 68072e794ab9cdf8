package dev.bobbin.netty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The arrows of this module, as CONTRIBUTING draws them. */
class NettyArrowsTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .importUrl(Netty.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void module_dependsOn_coreNettyAndTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.bobbin",
                        "dev.bobbin.abi",
                        "dev.bobbin.spi",
                        "dev.bobbin.netty..",
                        "io.netty..",
                        "java..",
                        "org.jspecify.annotations")
                .check(ALL);
    }

    @Test
    void connections_doNotKnow_http() {
        noClasses()
                .that()
                .resideInAPackage("dev.bobbin.netty")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bobbin.netty.http..", "io.netty.handler.codec..")
                .check(ALL);
    }
}
