package dev.spike.samples.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.spike.measure.Fact;
import dev.spike.samples.storefront.workers.ScalingEvent;
import dev.spike.samples.storefront.workers.ScalingReport;
import dev.spike.samples.storefront.workers.ScalingSample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The run begins at 10 s of the service's clock and the spike lasts from its 2nd to its 5th second:
 * from 12 s to 15 s there. Replicas do 100 jobs a second and are wanted half busy.
 */
class ScalingWatchTest {
  private static final long RUN_START = 10_000;

  private static List<Fact> figures(
      double peakRate, List<ScalingEvent> events, List<ScalingSample> samples) {
    ScalingReport report =
        new ScalingReport(
            sample(20_000, 4, 0, 0), 100, 0.5, 2, 16, 250, 500, 2_000, events, samples);
    return new ScalingWatch(Duration.ofSeconds(2), Duration.ofSeconds(5), peakRate)
        .of(report, RUN_START);
  }

  private static ScalingSample sample(long atMillis, int ready, int starting, int queued) {
    return new ScalingSample(atMillis, ready + starting, ready, starting, queued, 0, 0.5, 0, 0, 0);
  }

  private static ScalingEvent event(long atMillis, int from, int to) {
    return new ScalingEvent(atMillis, from, to, 0.5);
  }

  private static double value(List<Fact> facts, String name) {
    return facts.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow().value();
  }

  private static final List<ScalingEvent> EVENTS =
      List.of(
          event(11_000, 2, 3),
          event(12_400, 3, 2),
          event(12_900, 2, 6),
          event(13_500, 6, 10),
          event(18_000, 10, 2));

  private static final List<ScalingSample> SAMPLES =
      List.of(
          sample(11_750, 3, 0, 500),
          sample(13_000, 2, 4, 60),
          sample(14_000, 6, 4, 10),
          sample(15_000, 10, 0, 1),
          sample(16_250, 10, 0, 0),
          sample(17_000, 10, 0, 7));

  @Test
  void knownAnswers() {
    List<Fact> figures = figures(400, EVENTS, SAMPLES);

    // The first way up after the first step, 900 ms later; what was before is not the spike's.
    assertThat(value(figures, "scaling.reaction")).isEqualTo(900e6);
    assertThat(value(figures, "scaling.events")).isEqualTo(4);
    // Empty 1,250 ms after the end of the spike, for the first time.
    assertThat(value(figures, "scaling.drain")).isEqualTo(1_250e6);
    // 400/s at half load are 8 replicas; there were 10.
    assertThat(value(figures, "scaling.overshoot")).isEqualTo(0.25, offset(1e-9));
    // 25 jobs a replica and period: 3 + 1 + 1 + 0 + 1 replicas were missing for 250 ms each.
    assertThat(value(figures, "scaling.underprovisioned")).isEqualTo(1.5, offset(1e-9));
  }

  @Test
  void overshootIsHeldAgainstWhatTheServiceMayHave() {
    // 2,000/s call for 40 replicas, of which it may have 16; with 10 it stays below.
    assertThat(value(figures(2_000, EVENTS, SAMPLES), "scaling.overshoot")).isZero();
  }

  @Test
  void aQuotientThatIsWholeIsNotRoundedUp() {
    // 330 / 100 / 0.5 is 6.6000000000000005 and needs 7; 350 gives 7 and must not need 8.
    assertThat(value(figures(350, EVENTS, SAMPLES), "scaling.overshoot"))
        .isEqualTo(10.0 / 7 - 1, offset(1e-9));
  }

  @Test
  void neverScaledThoughCalledFor() {
    List<Fact> figures = figures(400, List.of(event(11_000, 2, 3)), SAMPLES);

    assertThat(value(figures, "scaling.reaction")).isInfinite();
    assertThat(value(figures, "scaling.events")).isZero();
  }

  @Test
  void neverScaledAndNotCalledFor() {
    // 3 replicas were there before, as many as 150/s need.
    assertThat(value(figures(150, List.of(), SAMPLES), "scaling.reaction")).isNaN();
  }

  @Test
  void neverDrainedThoughWatched() {
    List<ScalingSample> full = List.of(sample(14_000, 2, 0, 0), sample(16_000, 2, 0, 90));

    assertThat(value(figures(400, EVENTS, full), "scaling.drain")).isInfinite();
  }

  @Test
  void neverWatched() {
    List<Fact> figures = figures(400, List.of(), List.of());

    assertThat(value(figures, "scaling.drain")).isNaN();
    assertThat(value(figures, "scaling.overshoot")).isNaN();
    assertThat(value(figures, "scaling.reaction")).isInfinite();
  }
}
