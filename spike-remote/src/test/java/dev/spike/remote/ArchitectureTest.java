package dev.spike.remote;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
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
  void nothingBelowKnowsTheNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.spike.remote..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.spike.remote..", "io.netty..")
        .check(OURS);
  }

  @Test
  void remoteDependsOnLittle() {
    classes()
        .that()
        .resideInAPackage("dev.spike.remote..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.spike",
            "dev.spike.chaos",
            "dev.spike.chaos.control",
            "dev.spike.measure",
            "dev.spike.run",
            "dev.spike.remote..",
            "io.netty..",
            "org.slf4j..",
            "org.jspecify..",
            "picocli..",
            "tools.jackson.core..",
            "java..",
            "javax.naming..",
            "javax.net..")
        .check(OURS);
  }

  @Test
  void jsonAndFlagsAreToxiproxysAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.spike.remote.toxiproxy")
        .and()
        .resideInAPackage("dev.spike.remote..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "picocli..")
        .check(OURS);
  }

  @Test
  void toxiproxyKnowsOnlyTheProxy() {
    noClasses()
        .that()
        .resideInAPackage("dev.spike.remote.toxiproxy")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "of ours, but not of the proxy",
                type ->
                    type.getPackageName().startsWith("dev.spike")
                        && !type.getPackageName().equals("dev.spike.remote.toxiproxy")
                        && !type.getPackageName().equals("dev.spike.remote.proxy")))
        .check(OURS);
  }

  @Test
  void discoveryAndProcessKnowNoNetty() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.spike.remote.discovery", "dev.spike.remote.process")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "dev.spike.remote")
        .check(OURS);
  }

  @Test
  void theProxyKnowsFaultsAndNettyAlone() {
    classes()
        .that()
        .resideInAPackage("dev.spike.remote.proxy")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.spike.chaos",
            "dev.spike.remote.proxy",
            "io.netty..",
            "org.slf4j..",
            "org.jspecify..",
            "java..")
        .check(OURS);
  }

  @Test
  void packagesFormNoCycles() {
    JavaClasses remote = new ClassFileImporter().importPackages("dev.spike.remote");
    slices().matching("dev.spike.(**)").should().beFreeOfCycles().check(remote);
  }

  @Test
  void nettyStaysBehindThePublicTypes() {
    noMethods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.spike.remote..")
        .should()
        .haveRawReturnType(
            DescribedPredicate.describe(
                "of Netty", type -> type.getPackageName().startsWith("io.netty")))
        .check(OURS);
  }
}
