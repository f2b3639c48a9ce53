package dev.spike.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Small enough to live in production code: nothing but the JDK, slf4j and the null annotations. */
class ArchitectureTest {
  @Test
  void dependsOnNothingButTheJdkAndSlf4j() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.spike.chaos..", "java..", "javax.sql..", "org.slf4j..", "org.jspecify..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.spike.chaos"));
  }
}
