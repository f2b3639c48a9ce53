package dev.spike.run;

import dev.spike.measure.Fact;
import dev.spike.measure.Latencies;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Unit;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Burst;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sum;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the engine's own path hot against a sink inside this JVM, never the target, so that what is
 * compiled late is not told as the target's latency. In rounds of 100 ms, until a round is no
 * better than those before it; once a JVM for each way of performing operations, since what has
 * been compiled stays so. Thread-safe.
 */
public final class EngineWarmUp {
  private static final String FACT = "generator.warmup";
  private static final Duration ROUND = Duration.ofMillis(100);
  private static final int LEAST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 20;

  /** A round that is not better than this share of the best one so far brings nothing new. */
  private static final double BETTER = 0.9;

  private static final int ROUNDS_WITHOUT_GAIN = 3;
  private static final int ASYNC_BURST = 10_000;
  private static final int VIRTUAL_BURST = 2_000;
  private static final int PLATFORM_BURST = 20;
  private static final double BLOCKING_PER_SECOND = 20_000;
  private static final double INLINE_PER_SECOND = 1_000_000;

  /**
   * Taken in turn: what has seen one kind of operation alone would be compiled for it, and compiled
   * anew, with all threads waiting, at the first operation of the user.
   */
  private static final List<Operation> SINKS =
      List.of(arrival -> {}, arrival -> {}, arrival -> {}, arrival -> {});

  private static final Set<String> WARM = ConcurrentHashMap.newKeySet();

  private EngineWarmUp() {}

  /**
   * Warms up the way in which a plan performs its operations, if this JVM has not done so yet.
   *
   * @return how long it took, 0 if it was warm already
   */
  public static Fact run(RunPlan plan) throws InterruptedException {
    String way = plan.work().description();
    if (!WARM.add(way)) {
      return new Fact(FACT, 0, Unit.NANOS, way + ": warm since an earlier scenario");
    }
    long started = System.nanoTime();
    int rounds = rounds(plan);
    return new Fact(
        FACT,
        System.nanoTime() - started,
        Unit.NANOS,
        way + ": " + rounds + " rounds of " + load(plan).count() + " operations on a sink");
  }

  private static int rounds(RunPlan plan) throws InterruptedException {
    double best = Double.POSITIVE_INFINITY;
    int round = 0;
    int withoutGain = 0;
    while (round < LEAST_ROUNDS || (withoutGain < ROUNDS_WITHOUT_GAIN && round < MOST_ROUNDS)) {
      Latencies response =
          new Engine(sinkOf(plan, round), Clock.system(), increment -> {})
              .run()
              .build()
              .total(p -> true)
              .response();
      double typical = response.percentile(50);
      withoutGain = typical < best * BETTER ? 0 : withoutGain + 1;
      best = Math.min(best, typical);
      round++;
    }
    return round;
  }

  private static ArrivalSchedule load(RunPlan plan) {
    boolean inline = plan.work() instanceof Work.Inline;
    Rate rate = new Rate(inline ? INLINE_PER_SECOND : BLOCKING_PER_SECOND);
    return new ArrivalSchedule(
        new Sum(new Constant(rate, ROUND), new Burst(burst(plan.work()), ROUND)));
  }

  private static RunPlan sinkOf(RunPlan plan, int round) {
    ArrivalSchedule schedule = load(plan);
    Phase phase =
        new Phase("WARMUP", Role.WARMUP, 0, ROUND.toNanos(), schedule.count(), ROUND.toNanos());
    return new RunPlan(
        schedule,
        List.of(),
        List.of(phase),
        sink(plan.work(), SINKS.get(round % SINKS.size())),
        RunPlan.NO_PREPARATION,
        error -> false,
        plan.limits(),
        plan.seed(),
        ROUND.toNanos() / 5,
        plan.spinNanos(),
        List.of(),
        List.of());
  }

  /** Platform threads are dear to start; virtual ones and asynchronous operations are not. */
  private static int burst(Work work) {
    if (work instanceof Work.Async) {
      return ASYNC_BURST;
    }
    boolean virtual =
        work instanceof Work.Blocking blocking
            && blocking.threads().resolved() == ThreadKind.VIRTUAL;
    return virtual ? VIRTUAL_BURST : PLATFORM_BURST;
  }

  private static Work sink(Work work, Operation sink) {
    if (work instanceof Work.Blocking blocking) {
      return new Work.Blocking(sink, blocking.threads());
    }
    return work instanceof Work.Async
        ? new Work.Async(new AsyncSink())
        : new Work.Inline(index -> {});
  }

  /**
   * Steady operations are over when they return, those of a burst when the last one has started. A
   * burst is started by one thread.
   */
  private static final class AsyncSink implements AsyncOperation {
    private CompletableFuture<Arrival> burst = new CompletableFuture<>();
    private int started;

    @Override
    public CompletionStage<?> start(Arrival arrival) {
      if (!arrival.burst()) {
        return CompletableFuture.completedFuture(arrival);
      }
      CompletableFuture<Arrival> own = burst;
      started++;
      if (started == ASYNC_BURST) {
        started = 0;
        burst = new CompletableFuture<>();
        own.complete(arrival);
      }
      return own;
    }
  }
}
