package dev.spike.run;

import dev.spike.measure.Gauge;
import dev.spike.measure.Interval;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Short plans for the tests: 200 ms of baseline, then 200 ms of spike with a burst of 20. */
final class Plans {
  static final long MILLI = 1_000_000;
  static final long PHASE = 200 * MILLI;
  static final int BURST = 20;
  static final int STEADY = 40;
  static final long SPIN = 50_000;

  Operation operation = arrival -> {};
  Operation preparation = RunPlan.NO_PREPARATION;
  Predicate<Throwable> rejected = error -> error instanceof IllegalStateException;
  @Nullable Work work;
  long timeout = 5_000 * MILLI;
  int cap = 100;
  WhenFull whenFull = WhenFull.WAIT;
  ThreadKind threads = ThreadKind.PLATFORM;
  final List<UserPhase> users = new ArrayList<>();
  final List<Gauge> gauges = new ArrayList<>();
  final List<TimedDisturbance> disturbances = new ArrayList<>();

  static List<ThreadKind> kinds() {
    return Runtime.version().feature() >= 24
        ? List.of(ThreadKind.PLATFORM, ThreadKind.VIRTUAL)
        : List.of(ThreadKind.PLATFORM);
  }

  static Disturbances all(RunPlan plan, RunClock clock) {
    return new Disturbances(plan, clock, any -> true, new InjectedDelay());
  }

  Plans operation(Operation each) {
    operation = each;
    return this;
  }

  Plans async(AsyncOperation each) {
    work = new Work.Async(each);
    return this;
  }

  Plans inline(InlineOperation each) {
    work = new Work.Inline(each);
    return this;
  }

  Plans prepare(Operation each) {
    preparation = each;
    return this;
  }

  Plans rejected(Predicate<Throwable> refusal) {
    rejected = refusal;
    return this;
  }

  Plans timeout(long millis) {
    timeout = millis * MILLI;
    return this;
  }

  Plans cap(int limit, WhenFull policy) {
    cap = limit;
    whenFull = policy;
    return this;
  }

  Plans on(ThreadKind kind) {
    threads = kind;
    return this;
  }

  Plans with(TimedDisturbance disturbance) {
    disturbances.add(disturbance);
    return this;
  }

  RunPlan plan() {
    Duration length = Duration.ofNanos(PHASE);
    LoadShape steady = new Constant(new Rate(100), length);
    ArrivalSchedule schedule =
        new ArrivalSchedule(
            new Sequence(List.of(steady, new Sum(new Burst(BURST, length), steady))));
    List<Phase> phases =
        List.of(
            new Phase("BASELINE", Role.BASELINE, 0, PHASE, 20, 0),
            new Phase("SPIKE", Role.SPIKE, PHASE, 2 * PHASE, 40, PHASE));
    return new RunPlan(
        schedule,
        users,
        phases,
        work == null ? new Work.Blocking(operation, threads) : work,
        preparation,
        rejected,
        new Limits(timeout, cap, whenFull),
        42,
        50 * MILLI,
        SPIN,
        gauges,
        disturbances);
  }

  Timeline run() throws InterruptedException {
    return run(increment -> {});
  }

  Timeline run(Consumer<dev.spike.measure.Increment> listener) throws InterruptedException {
    return new Engine(plan(), Clock.system(), listener).run().build();
  }

  static Outcomes outcomes(Timeline timeline) {
    return timeline.intervals().stream()
        .map(Interval::outcomes)
        .reduce(Outcomes.NONE, Outcomes::plus);
  }
}
