package dev.spike.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small enough to live in production code: the JDK, slf4j and the null annotations. */
class ArchitectureTest {
  private static final String ROOT = "dev.spike.chaos";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chaos         | ",
        "chaos.fault   | chaos",
        "chaos.wrap    | chaos",
        "chaos.jdbc    | chaos chaos.fault chaos.wrap javax.sql",
        "chaos.http    | chaos chaos.wrap java.net.http",
        "chaos.cache   | chaos chaos.fault chaos.wrap com.github.benmanes.caffeine",
        "chaos.control | chaos chaos.fault chaos.jdbc chaos.http java.net.http com.sun.net.httpserver java.security java.math",
        "chaos.breaker | chaos io.github.resilience4j",
      })
  void eachPackageImportsOnly(String of, String allowed) {
    String more = allowed == null ? "" : " " + allowed.replace("chaos", ROOT);
    String own = of.replace("chaos", ROOT);
    String all =
        "java.lang.. java.time.. java.util.. java.sql.. java.io.. java.nio.. java.net org.slf4j.. org.jspecify.. "
            + own
            + more.replace("javax.sql", "javax.sql..")
                .replace("java.net.http", "java.net.http.. javax.net.ssl..")
                .replace("caffeine", "caffeine..")
                .replace("resilience4j", "resilience4j..");

    assertThat(OURS.stream().anyMatch(c -> c.getPackageName().equals(own))).as(of).isTrue();
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all.split(" +"))
        .check(OURS);
  }

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching("dev.spike.(chaos).(*)..").should().beFreeOfCycles().check(OURS);
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".(*)..")
        .check(OURS);
  }
}
