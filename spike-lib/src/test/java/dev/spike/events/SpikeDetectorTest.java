package dev.spike.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.events.SpikeEvent.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Single series with a known truth; false alarms and powers are measured elsewhere. Seed 5. */
class SpikeDetectorTest {
  private static final double RATE = 1e-4;
  private static final int SPIKE_AT = 400;

  private final SplittableRandom random = new SplittableRandom(5);

  private double poisson(double mean) {
    double product = random.nextDouble();
    int count = 0;
    for (; product > Math.exp(-mean); count++) {
      product *= random.nextDouble();
    }
    return count;
  }

  private static List<SpikeEvent> in(int values, IntToDoubleFunction series, Scale scale) {
    return SpikeEvents.in(
        IntStream.range(0, values).mapToDouble(series), new SpikeDetector(scale, RATE));
  }

  @Test
  void aSpikeIsFoundWithItsEndsItsHeightAndItsPeak() {
    List<SpikeEvent> events =
        in(600, i -> i == 405 ? 500 : poisson(i >= SPIKE_AT && i < 420 ? 200 : 50), Scale.COUNT);

    assertThat(events).hasSize(1);
    SpikeEvent event = events.get(0);
    assertThat(event.state()).isEqualTo(State.BACK);
    assertThat(event.start()).isEqualTo(SPIKE_AT);
    assertThat(event.detected()).isEqualTo(SPIKE_AT);
    assertThat(event.end()).isEqualTo(420);
    assertThat(event.normal()).isCloseTo(50, within(5.0));
    assertThat(event.height()).isCloseTo(4.4, within(0.5));
    assertThat(event.peak()).isEqualTo(500);
    assertThat(event.peakAt()).isEqualTo(405);
  }

  @Test
  void aP95ThatTriplesIsFound() {
    List<SpikeEvent> events =
        in(
            600,
            i -> (i >= SPIKE_AT && i < 430 ? 30e6 : 10e6) * Math.exp(0.2 * (poisson(9) - 9) / 3),
            Scale.TIME);

    assertThat(events).singleElement().extracting(SpikeEvent::state).isEqualTo(State.BACK);
    assertThat(events.get(0).start()).isBetween(SPIKE_AT - 3L, SPIKE_AT + 3L);
    assertThat(events.get(0).end()).isBetween(427L, 433L);
    assertThat(events.get(0).height()).isCloseTo(3, within(0.4));
  }

  @Test
  void aFadingSpikeIsOneEvent() {
    List<SpikeEvent> events =
        in(
            700,
            i -> poisson(50 * (1 + (i < SPIKE_AT ? 0 : 4 * Math.exp((SPIKE_AT - i) / 20.0)))),
            Scale.COUNT);

    assertThat(events).singleElement().extracting(SpikeEvent::state).isEqualTo(State.BACK);
    assertThat(events.get(0).end()).isBetween(440L, 500L);
  }

  @Test
  void aLevelThatStaysIsTheNewNormalAfterAsManyValuesAsAreStated() {
    SpikeDetector detector = new SpikeDetector(Scale.COUNT, RATE, 100);
    List<SpikeEvent> events =
        SpikeEvents.in(
            IntStream.range(0, 2_000)
                .mapToDouble(i -> poisson(i < SPIKE_AT ? 50 : i < 1_500 ? 150 : 400)),
            detector);

    assertThat(events).extracting(SpikeEvent::state).containsOnly(State.NEW_NORMAL);
    assertThat(events).extracting(SpikeEvent::start).containsExactly(400L, 1_500L);
    assertThat(events).allMatch(event -> event.end() - event.detected() == 101);
    assertThat(events.get(1).normal()).isCloseTo(150, within(10.0));
  }

  @Test
  void whileItGoesOnItIsOpenAndWhatIsQuietIsNot() {
    SpikeDetector detector = new SpikeDetector(Scale.COUNT, RATE);
    for (int i = 0; i < SPIKE_AT; i++) {
      assertThat(detector.add(poisson(50))).isEmpty();
    }
    assertThat(detector.open()).isEmpty();

    SpikeEvent begun = detector.add(200).orElseThrow();
    assertThat(begun.state()).isEqualTo(State.OPEN);
    detector.add(220);
    SpikeEvent open = detector.open().orElseThrow();
    assertThat(open.start()).isEqualTo(SPIKE_AT);
    assertThat(open.end()).isEqualTo(SPIKE_AT + 2);
    assertThat(open.peak()).isEqualTo(220);
  }

  /** Load that is driven evenly has no noise at all, and a recording may be short. */
  @Test
  void inAShortEvenSeriesAQuarterMoreIsFoundAndATwentiethMoreIsNot() {
    IntToDoubleFunction quarter = i -> i >= 40 && i < 60 ? 75 : 60;
    IntToDoubleFunction twentieth = i -> i >= 40 && i < 60 ? 63 : 60;

    assertThat(in(100, quarter, Scale.COUNT)).singleElement().matches(e -> e.start() == 40);
    assertThat(in(100, twentieth, Scale.COUNT)).isEmpty();
  }

  @Test
  void intervalsWithoutAValueAreCountedOnly() {
    List<SpikeEvent> events =
        in(
            700,
            i -> i % 3 == 0 ? Double.NaN : i >= SPIKE_AT && i < 440 ? 80e6 : 10e6 + i % 7 * 1e6,
            Scale.TIME);

    assertThat(events).hasSize(1);
    assertThat(events.get(0).start()).isEqualTo(400);
    assertThat(events.get(0).end()).isBetween(439L, 440L);
  }

  /** What comes again and again is normal: the tenth burst alike is no event any more. */
  @Test
  void whatHappensAgainAndAgainIsLearned() {
    List<SpikeEvent> events =
        in(20_000, i -> poisson(i >= 1_000 && i % 100 < 4 ? 80 : 40), Scale.COUNT);

    assertThat(events).isNotEmpty();
    assertThat(events.stream().filter(event -> event.start() > 10_000)).hasSizeLessThan(5);
  }

  @Test
  void thereIsNoAnswerToWhatIsNoSeries() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpikeDetector(Scale.COUNT, 0.5))
        .withMessageContaining("0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpikeDetector(Scale.COUNT, RATE, 5))
        .withMessageContaining("30");
    List<Double> wrong = new ArrayList<>(List.of(-1.0, Double.POSITIVE_INFINITY));
    for (double value : wrong) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SpikeDetector(Scale.COUNT, RATE).add(value))
          .withMessageContaining("NaN");
    }
  }
}
