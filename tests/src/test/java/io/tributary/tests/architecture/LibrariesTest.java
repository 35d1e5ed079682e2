package io.tributary.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which parts of the code may use which library, so that replacing one has a known cost. */
class LibrariesTest {

    private static JavaClasses all;

    @BeforeAll
    static void importClasses() {
        all = Module.allClasses();
    }

    @Test
    void onlyItsPackageImportsHudi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tributary.spark.hudi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hudi..")
                .because("one package knows how tables are written")
                .check(all);
    }

    @Test
    void onlyTheCommandUsesPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tributary.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(all);
    }

    @Test
    void onlyWhoReadsContractsFromFilesUsesTheStandardsValidator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tributary.schemas.contract.odcs..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.networknt..")
                .because("other processes get contracts as JSON, and have no validator on their class path")
                .check(all);
    }

    @Test
    void onlyTheExpressionsOfContractsUseCel() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tributary.schemas.contract.expression..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google.protobuf..")
                .because("the language can be replaced in one package")
                .check(all);
    }

    @Test
    void onlyTheIngestAndQueryAppUsesSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tributary.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.spark..")
                .check(all);
    }

    @Test
    void loggingGoesThroughSlf4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.log4j..", "org.apache.logging.log4j..")
                .check(all);
    }

    @Test
    void onlyProgramsEndTheirProcess() {
        noClasses()
                .that(areNoPrograms())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .because("whoever owns the process decides on its end")
                .check(all);
    }

    @Test
    void onlyProgramsAndTheCommandPrint() {
        noClasses()
                .that(areNoPrograms())
                .and()
                .resideOutsideOfPackage("io.tributary.cli..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(all);
    }

    @Test
    void nobodyPrintsStackTraces() {
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(all);
    }

    private static DescribedPredicate<JavaClass> areNoPrograms() {
        return DescribedPredicate.describe(
                "are no programs", type -> outermost(type).getMethods().stream().noneMatch(LibrariesTest::isMain));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(LibrariesTest::outermost).orElse(type);
    }

    private static boolean isMain(JavaMethod method) {
        List<JavaClass> parameters = method.getRawParameterTypes();
        return method.getName().equals("main")
                && method.getModifiers().contains(JavaModifier.STATIC)
                && parameters.size() == 1
                && parameters.get(0).getName().equals(String[].class.getName());
    }
}
