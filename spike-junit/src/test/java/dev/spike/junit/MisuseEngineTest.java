package dev.spike.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;
import static org.junit.platform.launcher.TagFilter.includeTags;

import dev.spike.junit.cases.Misused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

class MisuseEngineTest {
  private static LauncherDiscoveryRequestBuilder request() {
    return LauncherDiscoveryRequestBuilder.request();
  }

  private static List<String> messages(List<Launched.Ended> ended) {
    return ended.stream()
        .filter(test -> test.status() == Status.FAILED)
        .map(Launched.Ended::message)
        .toList();
  }

  @Test
  void aTestThatReturnsSomethingFailsAlsoAlone() {
    assertThat(messages(Launched.run(Misused.Returning.class)))
        .containsExactly(
            "@SpikeTest dev.spike.junit.cases.Misused$Returning.herd would never run, as JUnit"
                + " passes over it: it returns String: make it return nothing (void)");
  }

  @Test
  void soDoPrivateAndStaticOnesAndTheRightOneRuns() {
    var ended = Launched.run(Misused.Hidden.class);

    assertThat(ended).hasSize(3).anyMatch(test -> test.status() == Status.SUCCESSFUL);
    assertThat(messages(ended))
        .anyMatch(text -> text.contains("inPrivate would never run") && text.contains("is private"))
        .anyMatch(text -> text.contains("inStatic would never run") && text.contains("is static"));
  }

  @Test
  void soDoNestedOnes() {
    assertThat(messages(Launched.run(Misused.Outer.class)))
        .singleElement()
        .asString()
        .contains("Misused$Outer$Inner.herd", "returns int");
  }

  @Test
  void aMethodChosenAloneIsFound() {
    var alone = request().selectors(selectMethod(Misused.Returning.class, "herd", Spike.class));

    assertThat(messages(Launched.run(alone.build()))).hasSize(1);
  }

  @Test
  void aScannedPackageIsSearched() {
    var found =
        request().selectors(selectPackage("dev.spike.junit.cases")).filters(includeTags("spike"));

    assertThat(Launched.found(found.build()))
        .contains("herd", "inPrivate", "inStatic")
        .contains("right()");
  }

  @Test
  void tagsChooseThemAsTheyWouldHaveChosenTheTest() {
    var without =
        request()
            .selectors(selectPackage("dev.spike.junit.cases"))
            .filters(includeTags("spike"), excludeTags("benchmark"));

    assertThat(Launched.found(without.build())).contains("inPrivate").doesNotContain("inStatic");
  }
}
