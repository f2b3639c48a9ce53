package dev.spike.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.spike");

  @Test
  void nothingBelowKnowsJUnit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.spike.junit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.spike.junit..", "org.junit..", "org.opentest4j..")
        .check(OURS);
  }

  /** Of the platform only what engines are made of: a launcher is not there in every build. */
  @Test
  void junitDependsOnLittle() {
    classes()
        .that()
        .resideInAPackage("dev.spike.junit..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.spike",
            "dev.spike.chaos",
            "dev.spike.annotation",
            "dev.spike.chaos.fault",
            "dev.spike.judge",
            "dev.spike.report",
            "dev.spike.junit..",
            "org.junit.jupiter.api..",
            "org.junit.platform.commons.support..",
            "org.junit.platform.engine..",
            "org.opentest4j..",
            "org.jspecify..",
            "java..")
        .check(OURS);
  }
}
