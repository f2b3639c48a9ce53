package dev.spike.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.run.Limits;
import dev.spike.run.WhenFull;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Burst;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a simulated run consists of. */
class SimulationTest {
  private static final long SEED = 3;
  private static final Duration MILLI = Duration.ofMillis(1);

  private static ServiceModel one(ServiceTime time) {
    return ServiceModel.of(1, time);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static Simulation limited(Simulation plain, long timeout, int slots, WhenFull whenFull) {
    return new Simulation(
        plain.schedule(),
        plain.phases(),
        plain.bucketNanos(),
        new Limits(timeout, slots, whenFull),
        plain.model(),
        plain.seed());
  }

  private static Outcomes all(SimulatedRun run) {
    return run.timeline().total(phase -> true).outcomes();
  }

  private static Simulation busy() {
    ServiceModel model =
        ServiceModel.of(3, ServiceTime.lognormal(Duration.ofMillis(5), 1))
            .queue(300)
            .retrying(2, Duration.ofMillis(200))
            .slowed(3, seconds(2), seconds(3))
            .delayed(MILLI, 0.5, seconds(1), seconds(4))
            .failing(0.1, seconds(1), seconds(4));
    return Loads.spike(300, 3, 1_500, 1, 3).poisson().on(model, SEED, Duration.ofMillis(200));
  }

  @Test
  void theSameSimulationGivesTheSameRun() {
    assertThat(busy().run()).isEqualTo(busy().run());
  }

  @Test
  void everyArrivalIsCountedOnce() {
    Simulation busy = busy();
    SimulatedRun run = busy.run();
    Outcomes all = all(run);

    System.out.println(all);
    assertThat(all.due()).isEqualTo(busy.schedule().count());
    assertThat(List.of(all.ok(), all.failed(), all.timedOut(), all.rejected()))
        .allMatch(count -> count > 10);
    assertThat(run.attempts()).isGreaterThan(all.due());
  }

  @Test
  void incrementsAddUpToTheTimelineAndComeWithTheClock() {
    Simulation busy = busy();
    List<Increment> told = new ArrayList<>();
    Timeline timeline = busy.run(told::add).timeline();
    TimelineBuilder sum = new TimelineBuilder(busy.phases(), busy.bucketNanos(), Map.of());
    told.forEach(sum::add);

    assertThat(told).extracting(Increment::index).doesNotHaveDuplicates().isSorted();
    assertThat(told).hasSize(busy.grid().size());
    assertThat(sum.build().intervals()).isEqualTo(timeline.intervals());
    assertThat(sum.build().succeeded()).isEqualTo(timeline.succeeded());
  }

  /** While the server stands still nothing succeeds; what was due then succeeds afterwards. */
  @Test
  void successIsCountedWhenItComes() {
    ServiceModel model =
        one(ServiceTime.constant(MILLI)).slowed(Double.POSITIVE_INFINITY, seconds(2), seconds(5));
    Timeline timeline =
        Loads.none().then(Role.BASELINE, 100, 10).on(model, SEED, seconds(1)).run().timeline();

    assertThat(timeline.succeeded())
        .containsExactly(100L, 100L, 0L, 0L, 0L, 400L, 100L, 100L, 100L, 100L);
    assertThat(timeline.intervals()).allMatch(interval -> interval.outcomes().ok() == 100);
    assertThat(timeline.intervals().get(2).response().max()).isEqualTo(3.001e9, within(4e6));
  }

  /** An arrival every 10 ms, served in 4 ms, or in 12 while slow; begun work is slowed as well. */
  @Test
  void aSlowdownStretchesTheWorkWithinIt() {
    ServiceModel model =
        one(ServiceTime.constant(Duration.ofMillis(4))).slowed(3, seconds(1.002), seconds(1.004));
    Timeline timeline =
        Loads.none().then(Role.BASELINE, 100, 2).on(model, SEED, seconds(1)).run().timeline();

    assertThat(timeline.intervals().get(0).response().max()).isEqualTo(4e6, within(4e3));
    // 2 ms at full speed, 2 ms for two thirds of one, the rest at full speed again.
    assertThat(timeline.intervals().get(1).response().max())
        .isEqualTo(2e6 + 2e6 + (2e6 - 2e6 / 3), within(6e3));
  }

  @Test
  void slowdownsThatOverlapMultiply() {
    ServiceModel model =
        one(ServiceTime.constant(MILLI))
            .slowed(2, seconds(0), seconds(2))
            .slowed(3, seconds(1), seconds(3));
    Timeline timeline =
        Loads.none().then(Role.BASELINE, 10, 4).on(model, SEED, seconds(1)).run().timeline();

    assertThat(timeline.intervals())
        .extracting(interval -> Math.round(interval.response().percentile(50) / 1e6))
        .containsExactly(2L, 6L, 3L, 1L);
  }

  @Test
  void effectsTellWhenAndHowOftenTheyActed() {
    ServiceModel model =
        one(ServiceTime.constant(MILLI))
            .delayed(Duration.ofMillis(2), 1, seconds(1), seconds(2))
            .failing(0.25, seconds(2), seconds(3));
    SimulatedRun run = Loads.none().then(Role.BASELINE, 200, 4).on(model, SEED).run();
    double failed = run.timeline().fact("fault.fired.failure").orElseThrow().value();

    assertThat(run.timeline().fact("fault.fired.delay").orElseThrow().value()).isEqualTo(200);
    assertThat(run.timeline().intervals().get(1).response().percentile(1))
        .isEqualTo(3e6, within(3e3));
    assertThat(failed).isBetween(25.0, 75.0).isEqualTo((double) all(run).failed());
    assertThat(run.timeline().events())
        .extracting(event -> event.name() + " " + event.actualNanos() / 1_000_000)
        .containsExactly(
            "delay begins 1000", "delay ends 2000", "failure begins 2000", "failure ends 3000");
  }

  /** Without effects or with those that came before, request n is the same request. */
  @Test
  void drawsDependOnNothingThatHappenedBefore() {
    Loads load = Loads.none().then(Role.BASELINE, 10, 20);
    ServiceModel model = one(ServiceTime.exponential(MILLI));
    ServiceModel disturbed =
        model.queue(5).retrying(2, seconds(0.5)).slowed(2_000, seconds(1), seconds(8));
    Timeline calm = load.on(model, SEED).run().timeline();
    Timeline after = load.on(disturbed, SEED).run().timeline();

    assertThat(after.intervals().get(3)).isNotEqualTo(calm.intervals().get(3));
    assertThat(after.intervals().subList(12, 20)).isEqualTo(calm.intervals().subList(12, 20));
  }

  @Test
  void aBurstIsInTheBacklogOfItsInstant() {
    Duration length = seconds(1);
    Simulation burst =
        new Simulation(
            new ArrivalSchedule(new Burst(100, length)),
            List.of(new Phase("burst", Role.SPIKE, 0, length.toNanos(), 100, 0)),
            length.toNanos(),
            new Limits(length.toNanos(), 1, WhenFull.DROP),
            one(ServiceTime.constant(MILLI)),
            SEED);
    SimulatedRun run = burst.run();

    // A burst brings threads of its own, so its one slot does not hold it back.
    assertThat(run.backlog()).isEqualTo(100);
    assertThat(run.drainedNanos()).isEqualTo(0.1e9);
    assertThat(all(run).ok()).isEqualTo(100);
  }

  /** 1,000/s at a server of 500/s for 1 s: half of them wait, in the queue or for a slot. */
  @Test
  void waitingForASlotIsNoServiceTime() {
    Simulation plain =
        Loads.none()
            .then(Role.SPIKE, 1_000, 1)
            .then(Role.RECOVERY, 100, 3)
            .on(one(ServiceTime.constant(Duration.ofMillis(2))), SEED);
    SimulatedRun free = plain.run();
    SimulatedRun held = limited(plain, seconds(10).toNanos(), 10, WhenFull.WAIT).run();
    Interval total = held.timeline().total(phase -> true);

    assertThat(held.timeline().total(p -> true).response())
        .isEqualTo(free.timeline().total(p -> true).response());
    assertThat(total.service().max()).isEqualTo(20e6, within(21e3));
    assertThat(total.waiting().max()).isEqualTo(981e6, within(2e6));
    assertThat(held.backlog()).isEqualTo(free.backlog()).isEqualTo(500, within(1.0));
    assertThat(held.drainedNanos()).isEqualTo(free.drainedNanos());
  }

  @Test
  void withoutASlotArrivalsAreDroppedIfSoAsked() {
    Simulation plain =
        Loads.none()
            .then(Role.SPIKE, 1_000, 1)
            .on(one(ServiceTime.constant(Duration.ofMillis(2))), SEED);
    SimulatedRun run = limited(plain, seconds(10).toNanos(), 10, WhenFull.DROP).run();

    assertThat(all(run).dropped()).isBetween(488L, 492L);
    assertThat(all(run).due()).isEqualTo(1_000);
  }

  /** The time-out of the operation, from its start, ends it whatever its attempts do. */
  @Test
  void anOperationTimesOutFromItsOwnStart() {
    ServiceModel model = one(ServiceTime.constant(seconds(100))).retrying(3, seconds(0.4));
    Simulation plain = Loads.none().then(Role.BASELINE, 10, 5).on(model, SEED);
    SimulatedRun run = limited(plain, seconds(1).toNanos(), 1_000, WhenFull.WAIT).run();

    assertThat(run.attempts()).as("at 0, 0.4 and 0.8 s").isEqualTo(3 * 50);
    assertThat(all(run).timedOut()).isEqualTo(50);
    assertThat(run.timeline().total(p -> true).response().max()).isEqualTo(1e9, within(1e6));
  }

  /** A time-out after the load is over the engine closes what is open, and so does this. */
  @Test
  void whatIsOpenLongAfterTheLoadIsUnfinishedOrDropped() {
    Simulation plain =
        Loads.none().then(Role.BASELINE, 10, 1).on(one(ServiceTime.constant(seconds(0.9))), SEED);
    SimulatedRun run = limited(plain, seconds(1).toNanos(), 1, WhenFull.WAIT).run();

    assertThat(all(run)).isEqualTo(new Outcomes(2, 0, 0, 0, 7, 1));
    assertThat(run.timeline().total(p -> true).response().max()).isEqualTo(1.8e9, within(2e6));
  }

  @Test
  void withoutASpikeNothingDrains() {
    SimulatedRun run =
        Loads.none().then(Role.BASELINE, 10, 1).on(one(ServiceTime.constant(MILLI)), SEED).run();

    assertThat(run.drainedNanos()).isNaN();
    assertThat(run.backlog()).isNaN();
    assertThat(run.timeline().fact("sim.attempts").orElseThrow().value()).isEqualTo(10);
  }

  @Test
  void aNegativeServiceTimeIsRefused() {
    Simulation load = Loads.none().then(Role.BASELINE, 10, 1).on(one(random -> -1), SEED);

    assertThatIllegalArgumentException()
        .isThrownBy(load::run)
        .withMessageContaining("-1.0 ns was drawn: it must be zero or more");
  }

  @Test
  void aModelSaysWhatItIs() {
    assertThat(busy().model().description())
        .isEqualTo(
            "3 servers, lognormal service of mean PT0.005S and sigma 1.0, queue of 300,"
                + " 2 retries after PT0.2S, slowdown, delay, failure");
  }
}
