package dev.spike;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may depend on whom; the facade {@code dev.spike} is named, as no sub-package pattern has it.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.spike";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dev.spike.chaos    | ",
        "dev.spike.schedule | ",
        "dev.spike.measure  | schedule",
        "dev.spike.run      | schedule measure chaos",
        "dev.spike.judge    | measure",
        "dev.spike.repeat   | measure judge",
        "dev.spike.frontier | ",
        "dev.spike.events   | measure",
        "dev.spike.sim      | schedule measure run",
        "dev.spike.report   | schedule measure run judge repeat frontier",
        "dev.spike.diff     | measure judge repeat report",
        "dev.spike          | schedule measure run judge repeat frontier sim report chaos"
            + " chaos.fault",
      })
  void eachPackageImportsOnlyThoseToItsLeft(String of, String allowed) {
    Set<String> mayUse = new TreeSet<>(Set.of(of));
    Stream.ofNullable(allowed)
        .flatMap(names -> Stream.of(names.split(" ")))
        .forEach(name -> mayUse.add(ROOT + "." + name));
    String[] others =
        OURS.stream()
            .map(c -> c.getPackageName())
            .distinct()
            .filter(name -> !mayUse.contains(name))
            .toArray(String[]::new);

    assertThat(OURS.stream().anyMatch(c -> c.getPackageName().equals(of))).as(of).isTrue();
    noClasses()
        .that()
        .resideInAPackage(of)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(OURS);
  }

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching("dev.spike.(*)..").should().beFreeOfCycles().check(OURS);
  }

  /** Sub-packages below the facade do not look up to it; target and cli stand above it. */
  @Test
  void onlyWhatStandsAboveTheFacadeImportsIt() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.spike.chaos..",
            "dev.spike.schedule..",
            "dev.spike.measure..",
            "dev.spike.run..",
            "dev.spike.judge..",
            "dev.spike.repeat..",
            "dev.spike.frontier..",
            "dev.spike.events..",
            "dev.spike.sim..",
            "dev.spike.report..",
            "dev.spike.diff..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, "dev.spike.target..", "dev.spike.annotation..", "dev.spike.cli..")
        .check(OURS);
  }

  @Test
  void noPackageIsADrawer() {
    assertThat(packages())
        .noneMatch(
            name ->
                List.of("util", "impl", "common", "manager", "internal", "helper").stream()
                    .anyMatch(drawer -> List.of(name.split("\\.")).contains(drawer)));
  }

  @Test
  void everyPackageIsNullMarkedAndSaysItsRole() throws Exception {
    for (String name : packages()) {
      Class<?> info = Class.forName(name + ".package-info");
      assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
    }
  }

  /** What looks immutable is: its fields are set by its own constructor, copies included. */
  @Test
  void scenariosAndOptionsAreChangedByNobodyElse() {
    for (Class<?> type : List.of(Scenario.class, SpikeOptions.class)) {
      Set<String> setters =
          OURS.get(type).getFields().stream()
              .flatMap(field -> field.getAccessesToSelf().stream())
              .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
              .map(access -> access.getOriginOwner().getName())
              .collect(Collectors.toSet());
      assertThat(setters).containsOnly(type.getName());
    }
  }

  @Test
  void theRulesSeeTheClasses() {
    ArchRule facade = classes().that().resideInAPackage(ROOT).should().bePublic();

    assertThat(facade.evaluate(OURS).hasViolation()).isTrue();
    assertThat(packages()).contains(ROOT, "dev.spike.schedule", "dev.spike.chaos");
  }

  private static Set<String> packages() {
    return OURS.stream()
        .map(c -> c.getPackage())
        .map(JavaPackage::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
