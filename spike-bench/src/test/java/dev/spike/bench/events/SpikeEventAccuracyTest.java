package dev.spike.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promises of the table, on shorter series; seed 18. */
class SpikeEventAccuracyTest {
  private static final double RATE = 1e-3;
  private static final long SEED = 18;

  static List<NullSeries> promised() {
    return NullSeries.all();
  }

  /** Some 40 false alarms are asked for, so twice their standard deviation is a third more. */
  @ParameterizedTest
  @MethodSource("promised")
  void noMoreFalseAlarmsThanAskedFor(NullSeries series) {
    FalseAlarms alarms = FalseAlarms.lasting(series, RATE, 40_000, SEED);

    assertThat(alarms.perValue()).as("%s", series.name()).isLessThanOrEqualTo(1.33 * RATE);
  }

  /** The check above can fail: this series has spikes. */
  @Test
  void spikesAreNoNull() {
    NullSeries spikes = NullSeries.beyond().get(1);

    assertThat(FalseAlarms.lasting(spikes, RATE, 40_000, SEED).perValue()).isGreaterThan(RATE);
  }

  @Test
  void fourTimesTheLoadIsFoundSoon() {
    NullSeries ten = NullSeries.all().get(1);
    Detection found = Detection.of(ten, 4, 1e-4, 100, SEED);

    assertThat(ten.name()).isEqualTo("Poisson 10");
    assertThat(found.within(3)).isGreaterThanOrEqualTo(0.9);
    assertThat(Detection.median(found.startErrors())).isLessThanOrEqualTo(1);
    assertThat(Detection.median(found.endErrors())).isLessThanOrEqualTo(2);
  }
}
