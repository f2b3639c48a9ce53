package dev.spike.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.junit.cases.Judged;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

class SpikeExtensionTest {
  @TempDir Path folder;

  private Launched.Ended ended(String method, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put(Settings.RESULTS, folder.resolve("made").toString());
    return Launched.run(all, Judged.class).stream()
        .filter(test -> test.name().startsWith(method))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTargetThatIsNotThereAbortsTheTestWithTheReason() {
    var test = ended("notThere", Map.of());

    assertThat(test.status()).isEqualTo(Status.ABORTED);
    assertThat(test.message()).isEqualTo("judged SKIPPED: nobody answers at port 1");
  }

  @Test
  void aMeasurementThatIsNoneFailsWithReasonResultAndSeed() {
    var test = ended("notSetUp", Map.of(Settings.SEED, "42"));
    Path result = folder.resolve("made").resolve(Judged.class.getName() + ".notSetUp.json");

    assertThat(test.status()).isEqualTo(Status.FAILED);
    assertThat(test.message().lines())
        .containsExactly(
            "judged INVALID: set-up failed: IllegalStateException: no such table",
            "result: " + result,
            "seed: 42, again with -Dspike.seed=42");
    assertThat(result).exists();
  }

  @Test
  void badUseIsOneLine() {
    assertThat(ended("twoLoads", Map.of()).message())
        .isEqualTo("scenario judged has a load already: join profiles with then(...) or over(...)");
  }

  @Test
  void switchedOffItIsSkippedWithTheReason() {
    var test = ended("notSetUp", Map.of(Settings.ENABLED, "false"));

    assertThat(test.skipped()).isEqualTo("spike.enabled=false");
  }

  @Test
  void aWrongValueFailsTheTest() {
    assertThat(ended("notSetUp", Map.of(Settings.ENABLED, "maybe")).message())
        .contains("spike.enabled=maybe: it must be true or false");
  }
}
