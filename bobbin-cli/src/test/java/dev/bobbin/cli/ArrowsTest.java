package dev.bobbin.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, as the design draws them (section 4). */
class ArrowsTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(
                    file -> !file.contains("dev/bobbin/test/bundled/")) // the compiler in the jar of the test kit
            .importPackages("dev.bobbin");

    private static final String[] CORE = {"dev.bobbin", "dev.bobbin.abi", "dev.bobbin.spi"};
    private static final Set<String> JAVA_BASE =
            ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages();

    @Test
    void imported_classes_areThoseOfAllModules() {
        assertThat(ALL.contain("dev.bobbin.Async")).isTrue();
        assertThat(ALL.contain("dev.bobbin.loom.Stacks")).isTrue();
        assertThat(ALL.contain("dev.bobbin.compiler.Transformer")).isTrue();
        assertThat(ALL.contain("dev.bobbin.test.TestScheduler")).isTrue();
        assertThat(ALL.contain("dev.bobbin.cli.Main")).isTrue();
    }

    @Test
    void core_dependsOn_javaBaseOnly() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(CORE).or(inJavaBase()).or(resideInAnyPackage("org.jspecify.annotations")))
                .check(ALL);
    }

    @Test
    void core_never_startsAThread() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .callMethod(Thread.class, "start")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(ALL);
    }

    @Test
    void abi_dependsOn_nothingOfBobbin() {
        noClasses()
                .that()
                .resideInAPackage("dev.bobbin.abi")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.bobbin..").and(not(resideInAnyPackage("dev.bobbin.abi"))))
                .check(ALL);
    }

    @Test
    void spi_dependsOn_abiOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.bobbin.spi")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.bobbin..")
                        .and(not(resideInAnyPackage("dev.bobbin.abi", "dev.bobbin.spi"))))
                .check(ALL);
    }

    @Test
    void runtime_dependsOn_coreAndJdkOnly() {
        noClasses()
                .that(resideInAnyPackage("dev.bobbin..")
                        .and(not(resideInAnyPackage(CORE)))
                        .and(not(resideInAnyPackage("dev.bobbin.compiler..", "dev.bobbin.cli..", "dev.bobbin.test.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bobbin.compiler..", "dev.bobbin.cli..", "org.objectweb.asm..", "picocli..")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void testKit_dependsOn_coreCompilerAndJUnitOnly() {
        classes()
                .that()
                .resideInAPackage("dev.bobbin.test")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(inJavaBase())
                        .or(resideInAnyPackage(
                                "dev.bobbin.test",
                                "dev.bobbin.test.bundled..",
                                "dev.bobbin.compiler",
                                "org.junit..",
                                "org.jspecify.annotations")))
                .check(ALL);
    }

    @Test
    void testKit_isKnown_toNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.bobbin.test")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bobbin.test")
                .check(ALL);
    }

    @Test
    void compiler_knowsTheRest_byNameOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.bobbin.compiler..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.bobbin..").and(not(resideInAnyPackage("dev.bobbin.compiler.."))))
                .check(ALL);
    }

    @Test
    void emitters_doNotKnow_eachOther() {
        slices().matching("dev.bobbin.compiler.emit.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void packages_have_noCycles() {
        slices().assignedFrom(packages()).should().beFreeOfCycles().check(ALL);
    }

    private static DescribedPredicate<JavaClass> inJavaBase() {
        return DescribedPredicate.describe("in java.base", type -> {
            JavaClass element = type.getBaseComponentType();
            return element.isPrimitive() || JAVA_BASE.contains(element.getPackageName());
        });
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.startsWith("dev.bobbin") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of Bobbin";
            }
        };
    }
}
