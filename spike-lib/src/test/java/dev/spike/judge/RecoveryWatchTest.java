package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.RecoveryWatch.State;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sequence;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import dev.spike.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of queues while they run, and what comes of stopping by it; seeds from 1 on. */
class RecoveryWatchTest {
  private static final int RUNS = 100;

  private static final long SECOND = 1_000_000_000;
  private static final long BUCKET = SECOND / 5;
  private static final long SPIKE = 6 * SECOND;
  private static final long ORIGIN = 8 * SECOND;
  private static final long END = 38 * SECOND;
  private static final List<Phase> PHASES =
      List.of(
          new Phase("BASELINE", Role.BASELINE, 0, SPIKE, 1_800, 0),
          new Phase("SPIKE", Role.SPIKE, SPIKE, ORIGIN, 1_800, ORIGIN),
          new Phase("RECOVERY", Role.RECOVERY, ORIGIN, END, 9_000, ORIGIN));

  /** At 600/s the backlog of 600 is gone after 2 s. */
  private static final ServiceModel HEALTHY =
      ServiceModel.of(1, ServiceTime.exponential(Duration.ofNanos(SECOND / 600)));

  /** Since the spike it serves 450/s, and response times are twice as long. */
  private static final ServiceModel PLATEAU =
      HEALTHY.slowed(4.0 / 3, Duration.ofNanos(SPIKE), Duration.ofNanos(END));

  private static LoadShape load(double perSecond, long nanos) {
    return new Constant(new Rate(perSecond), Duration.ofNanos(nanos));
  }

  /** Poisson arrivals, 300/s, 900/s in the spike. */
  private static List<Increment> increments(long seed, ServiceModel model) {
    LoadShape shape =
        new Sequence(List.of(load(300, SPIKE), load(900, ORIGIN - SPIKE), load(300, END - ORIGIN)));
    List<Increment> increments = new ArrayList<>();
    new Simulation(
            ArrivalSchedule.poisson(shape, seed), PHASES, BUCKET, Simulation.UNLIMITED, model, seed)
        .run(increments::add);
    return increments;
  }

  private final RecoveryWatch watch = new RecoveryWatch(PHASES, BUCKET);

  @Test
  void itGoesThroughItsStates() {
    List<Increment> increments = increments(1, HEALTHY);
    assertThat(state(increments, 0, 29)).isEqualTo(State.BASELINE);
    assertThat(state(increments, 29, 31)).isEqualTo(State.SPIKE);
    assertThat(state(increments, 31, 42)).isEqualTo(State.OUT);
    assertThat(state(increments, 42, 80)).isEqualTo(State.BACK);
    assertThat(watch.backSinceNanos()).isBetween(SECOND, 3 * SECOND);
  }

  private State state(List<Increment> increments, int from, int until) {
    increments.subList(from, until).forEach(watch::add);
    return watch.state();
  }

  @Test
  void aTargetThatAnswersNothingIsOut() {
    List<Increment> increments = increments(1, HEALTHY);
    increments.subList(0, 80).forEach(watch::add);
    for (int i = 80; i < 90; i++) {
      watch.add(new Increment(i, List.of(), Map.of(), 0, 0));
    }

    assertThat(watch.state()).isEqualTo(State.RELAPSED);
    assertThat(watch.isSettled()).isFalse();
    assertThat(watch.backSinceNanos()).isEqualTo(-1);
  }

  @Test
  void withoutABaselineNothingIsToldAndWithoutASpikeNothingBegins() {
    RecoveryWatch unfed = new RecoveryWatch(PHASES, BUCKET);
    unfed.add(new Increment(45, List.of(), Map.of(), 0, 0));
    RecoveryWatch calm = new RecoveryWatch(PHASES.subList(0, 1), BUCKET);
    calm.add(new Increment(3, List.of(), Map.of(), 0, 0));

    assertThat(unfed.state()).isEqualTo(State.UNKNOWN);
    assertThat(unfed.isSettled()).isFalse();
    assertThat(calm.state()).isEqualTo(State.BASELINE);
  }

  /** Where the watch has seen enough, the verdict on what was measured until then is the same. */
  @Test
  void aHealthyTargetIsLeftEarlyAndStillJudgedRecovered() {
    int settled = 0;
    int recovered = 0;
    double watched = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      List<Increment> increments = increments(seed, HEALTHY);
      int until = settledAt(increments);
      if (until > 0) {
        settled++;
        watched += new Grid(PHASES, BUCKET).endOf(until) - ORIGIN;
        recovered += isRecovered(increments, until) ? 1 : 0;
      }
    }
    System.out.printf(
        "healthy: ended early %d of %d, after %.1f s of 30; then judged RECOVERED %d%n",
        settled, RUNS, watched / settled / SECOND, recovered);

    assertThat(settled).isGreaterThanOrEqualTo(RUNS * 90 / 100);
    assertThat((double) recovered / settled).isGreaterThanOrEqualTo(0.95);
    assertThat(watched / settled).isBetween(8.0 * SECOND, 15.0 * SECOND);
  }

  @Test
  void aPlateauAtTwiceItsResponseTimeIsSeldomLeftEarlyAndNotJudgedRecovered() {
    int settled = 0;
    int recovered = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      List<Increment> increments = increments(seed, PLATEAU);
      int until = settledAt(increments);
      settled += until > 0 ? 1 : 0;
      recovered += until > 0 && isRecovered(increments, until) ? 1 : 0;
    }
    System.out.printf(
        "plateau: ended early %d of %d; then judged RECOVERED %d%n", settled, RUNS, recovered);

    assertThat(recovered).isLessThanOrEqualTo(RUNS * 3 / 100);
  }

  private static int settledAt(List<Increment> increments) {
    RecoveryWatch watch = new RecoveryWatch(PHASES, BUCKET);
    for (Increment increment : increments) {
      watch.add(increment);
      if (watch.isSettled()) {
        return increment.index();
      }
    }
    return -1;
  }

  /** The judge on a run that ended an interval after the request; what was under way has ended. */
  private static boolean isRecovered(List<Increment> increments, int asked) {
    Grid grid = new Grid(PHASES, BUCKET);
    TimelineBuilder builder = new TimelineBuilder(PHASES, BUCKET, Map.of());
    increments.forEach(builder::add);
    Phase last = PHASES.get(2);
    long end = grid.endOf(Math.min(asked + 1, grid.size() - 1));
    Timeline timeline = builder.endWith(last.until(end, 0)).build();
    return new BandRecovery().estimate(timeline).outcome() == Recovery.Outcome.RECOVERED;
  }
}
