package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GcPausesTest {
  @Test
  void theJvmTellsOfItsCollections() {
    try (GcPauses pauses = new GcPauses()) {
      pauses.listen();
      System.gc();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(pauses.facts().get(0).value()).isPositive());
      assertThat(pauses.facts().get(1).detail()).contains("System.gc()");
    }
  }

  @Test
  void pausesAreAddedUpAndTheLongestIsNamed() {
    GcPauses pauses = new GcPauses();
    pauses.paused(3_000_000, "young");
    pauses.paused(5_000_000, "old");
    pauses.paused(4_000_000, "young");

    assertThat(pauses.takeNanos()).isEqualTo(12_000_000);
    assertThat(pauses.takeNanos()).isZero();
    assertThat(pauses.facts())
        .containsExactly(
            Fact.count("generator.gc.pauses", 3),
            new Fact("generator.gc.longest", 5_000_000, Unit.NANOS, "old"));
  }
}
