package dev.spike.run;

import static dev.spike.run.Plans.MILLI;
import static dev.spike.run.Plans.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Burst;
import dev.spike.schedule.Constant;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sequence;
import dev.spike.schedule.Sum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 200 ms of baseline, 200 of spike, and a minute of recovery of which most is left out. */
@Timeout(120)
class EarlyEndTest {
  private static final long BUCKET = 50 * MILLI;
  private static final long SPIKE = 200 * MILLI;
  private static final long RECOVERY = 400 * MILLI;
  private static final long LENGTH = RECOVERY + 60_000 * MILLI;

  private final EarlyEnd end = new EarlyEnd();
  private final List<UserPhase> users = new ArrayList<>();
  private final List<TimedDisturbance> disturbances = new ArrayList<>();
  private LoadShape recovery = steady(LENGTH - RECOVERY);
  private Role last = Role.RECOVERY;

  private static LoadShape steady(long nanos) {
    return new Constant(new Rate(500), Duration.ofNanos(nanos));
  }

  private RunPlan plan(Work work) {
    LoadShape spike = new Sum(new Burst(20, Duration.ofNanos(SPIKE)), steady(SPIKE));
    ArrivalSchedule schedule =
        new ArrivalSchedule(new Sequence(List.of(steady(SPIKE), spike, recovery)));
    return new RunPlan(
        schedule,
        users,
        List.of(
            new Phase("BASELINE", Role.BASELINE, 0, SPIKE, 100, 0),
            new Phase("SPIKE", Role.SPIKE, SPIKE, RECOVERY, 120, SPIKE),
            new Phase(
                "LAST", last, RECOVERY, LENGTH, schedule.countBetween(RECOVERY, LENGTH), RECOVERY)),
        work,
        RunPlan.NO_PREPARATION,
        error -> false,
        new Limits(5_000 * MILLI, 100, WhenFull.WAIT),
        42,
        BUCKET,
        0,
        List.of(),
        disturbances);
  }

  /** Asks when the interval of a number has ended. */
  private Timeline run(RunPlan plan, int askAt) throws InterruptedException {
    return new Engine(plan, Clock.system(), increment -> ask(increment, askAt), Interlude.NONE, end)
        .run()
        .build();
  }

  private void ask(Increment increment, int askAt) {
    if (increment.index() == askAt) {
      end.ask("enough");
    }
  }

  static Stream<Work> works() {
    return Stream.of(
        new Work.Blocking(arrival -> {}, ThreadKind.PLATFORM),
        new Work.Async(arrival -> CompletableFuture.completedFuture(null)),
        new Work.Inline(index -> {}));
  }

  /** Whenever the request came, every arrival due before the end is there, and none after it. */
  @ParameterizedTest
  @MethodSource("works")
  void theLoadEndsAtAnEdgeAsIfItHadBeenPlanned(Work work) throws Exception {
    RunPlan plan = plan(work);
    Timeline timeline = run(plan, 9);

    Phase cut = timeline.phases().get(2);
    long planned = plan.schedule().countBetween(RECOVERY, cut.endNanos());
    assertThat(timeline.phases()).hasSize(3);
    assertThat(cut.endNanos() % BUCKET).isZero();
    assertThat(cut.endNanos()).isBetween(RECOVERY + 3 * BUCKET, LENGTH - BUCKET);
    assertThat(cut.planned()).isEqualTo(planned);
    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(220 + planned, 0, 0, 0, 0, 0));
    assertThat(timeline.total(cut::equals).outcomes().ok()).isEqualTo(planned);
    assertThat(timeline.intervals())
        .hasSize(timeline.grid().size())
        .hasSameSizeAs(timeline.succeeded());
    assertThat(timeline.problems()).isEmpty();
    Fact left = timeline.fact(Engine.LEFT_OUT).orElseThrow();
    assertThat(left.value()).isEqualTo((double) LENGTH - cut.endNanos());
    assertThat(left.detail()).isEqualTo("enough");
  }

  @Test
  void usersOfAClosedModelStopThereToo() throws Exception {
    users.add(new UserPhase(RECOVERY, LENGTH, 4, MILLI));
    Timeline timeline = run(plan(new Work.Blocking(arrival -> {}, ThreadKind.PLATFORM)), 10);

    assertThat(timeline.phases().get(2).endNanos()).isLessThan(LENGTH);
    assertThat(outcomes(timeline).bad()).isZero();
    assertThat(timeline.problems()).isEmpty();
  }

  @Test
  void askedInTheBaselineItEndsOnceTheDisturbanceIsOver() throws Exception {
    Timeline timeline = run(plan(new Work.Inline(index -> {})), 0);

    assertThat(timeline.phases().get(2).endNanos()).isEqualTo(RECOVERY + BUCKET);
  }

  @Test
  void aBurstAndAFaultStillToComeAreWaitedFor() throws Exception {
    recovery =
        new Sequence(
            List.of(
                steady(100 * MILLI),
                new Sum(new Burst(5, Duration.ofNanos(100 * MILLI)), steady(100 * MILLI)),
                steady(LENGTH - RECOVERY - 200 * MILLI)));
    DisturbancesTest.Recorded fault = new DisturbancesTest.Recorded("fault");
    disturbances.add(new TimedDisturbance(fault, RECOVERY, RECOVERY + 130 * MILLI));
    Timeline timeline = run(plan(new Work.Inline(index -> {})), 0);

    assertThat(timeline.phases().get(2).endNanos()).isEqualTo(RECOVERY + 150 * MILLI);
    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(220 + 75 + 5, 0, 0, 0, 0, 0));
    assertThat(fault.log).containsExactly("prepare", "begin", "close");
  }

  @Test
  void onlyARecoveryIsCut() throws Exception {
    last = Role.SPIKE;
    recovery = steady(200 * MILLI);
    RunPlan full = plan(new Work.Inline(index -> {}));
    Phase end = full.phases().get(2).until(RECOVERY + 200 * MILLI, 100);
    RunPlan plan =
        new RunPlan(
            full.schedule(),
            List.of(),
            List.of(full.phases().get(0), full.phases().get(1), end),
            full.work(),
            full.preparation(),
            full.rejected(),
            full.limits(),
            42,
            BUCKET,
            0,
            List.of(),
            List.of());
    Timeline timeline = run(plan, 8);

    assertThat(timeline.phases()).isEqualTo(plan.phases());
    assertThat(timeline.fact(Engine.LEFT_OUT)).isEmpty();
  }

  /** On virtual time: asked within an interval, the pacer goes on to its end and no further. */
  @Test
  void thePacerLetsGoWhatIsDueBeforeTheEdge() {
    VirtualTime time = new VirtualTime();
    RunClock clock = new RunClock(time);
    RunPlan plan = plan(new Work.Inline(index -> {}));
    Recorder recorder = new Recorder(plan.grid());
    Driver driver =
        new InlineDriver(plan, (Work.Inline) plan.work(), clock, recorder, new ErrorTally());
    clock.startIn(0);
    time.at(time.nanoTime() + RECOVERY + 120 * MILLI, () -> end.ask("enough"));
    new Pacer(plan, clock, driver, Plans.all(plan, clock), end, () -> false).run();

    Interval all = recorder.drain().stream().reduce(Interval.empty(0), Interval::plus);
    assertThat(all.outcomes()).isEqualTo(new Outcomes(220 + 75, 0, 0, 0, 0, 0));
    assertThat(clock.now()).isEqualTo(RECOVERY + 150 * MILLI);
  }
}
