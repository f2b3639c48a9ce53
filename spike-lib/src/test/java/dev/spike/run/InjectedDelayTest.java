package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten operations a phase: 1 ms in the baseline, 5 ms in the spike, 2 ms after it. */
class InjectedDelayTest {
  private static final long MS = 1_000_000;
  private static final Phase BASELINE = new Phase("BASELINE", Role.BASELINE, 0, 100 * MS, 10, 0);
  private static final Phase SPIKE =
      new Phase("SPIKE", Role.SPIKE, 100 * MS, 200 * MS, 10, 200 * MS);
  private static final Phase RECOVERY =
      new Phase("RECOVERY", Role.RECOVERY, 200 * MS, 300 * MS, 10, 200 * MS);

  /** What has cost so much so far. */
  private static final class Costly implements Disturbance.Active {
    private long nanos;

    Costly costs(long millis) {
      nanos = millis * MS;
      return this;
    }

    @Override
    public long fired() {
      return 1;
    }

    @Override
    public long injectedNanos() {
      return nanos;
    }

    @Override
    public void close() {}
  }

  private static Timeline timeline(Phase... phases) {
    TimelineBuilder timeline = new TimelineBuilder(List.of(phases), 100 * MS, Map.of());
    long[] millis = {1, 5, 2};
    for (int i = 0; i < phases.length; i++) {
      Latencies times = Latencies.repeated(millis[i] * MS, 10);
      Outcomes ok = new Outcomes(10, 0, 0, 0, 0, 0);
      Interval ended = new Interval(i, ok, times, times, times, Latencies.EMPTY, Latencies.EMPTY);
      timeline.add(new Increment(i, List.of(ended), Map.of(), 0, 0));
    }
    return timeline.build();
  }

  private static double fact(List<Fact> facts, String name) {
    return facts.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow().value();
  }

  @Test
  void theRestOfASlowPhaseWasAmplified() {
    InjectedDelay delay = new InjectedDelay();
    Costly fault = new Costly();
    delay.take(fault.costs(20), SPIKE);
    delay.take(fault.costs(30), RECOVERY);
    delay.take(new Costly().costs(10), SPIKE);
    List<Fact> facts = delay.facts(timeline(BASELINE, SPIKE, RECOVERY));

    // 30 ms over 10 operations; 5 - 1 - 3. Then 10 ms over 10; 2 - 1 - 1.
    double bucket = 0.01 * MS;
    assertThat(fact(facts, "latency.caused.SPIKE")).isEqualTo(3.0 * MS);
    assertThat(fact(facts, "latency.amplified.SPIKE") - 1.0 * MS).isBetween(-bucket, bucket);
    assertThat(fact(facts, "latency.caused.RECOVERY")).isEqualTo(1.0 * MS);
    assertThat(fact(facts, "latency.amplified.RECOVERY")).isBetween(-bucket, bucket);
  }

  @Test
  void nothingIsToldWhereNothingWasInjectedOrThereIsNoBaseline() {
    InjectedDelay delay = new InjectedDelay();
    delay.take(new Costly(), SPIKE);
    assertThat(delay.facts(timeline(BASELINE, SPIKE))).isEmpty();

    delay.take(new Costly().costs(20), SPIKE);
    assertThat(delay.facts(timeline(BASELINE, SPIKE))).hasSize(2);
    assertThat(delay.facts(timeline(SPIKE))).isEmpty();
  }
}
