package dev.spike.bench;

import dev.spike.measure.LiveSet;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.run.Clock;
import dev.spike.run.Engine;
import dev.spike.run.Limits;
import dev.spike.run.RunPlan;
import dev.spike.run.ThreadKind;
import dev.spike.run.WhenFull;
import dev.spike.run.Work;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a long run keeps in memory: 1,000 operations a second in intervals of one second, each
 * operation blocking for a time between 0.1 and 3 ms that is drawn by its number. Prints the live
 * set after a full collection once a minute; takes minutes as its argument, 60 by default.
 */
public final class Soak {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_SECONDS = 10;

  private Soak() {}

  /** Runs for the given number of minutes. */
  public static void main(String[] args) throws InterruptedException {
    int minutes = args.length == 0 ? 60 : Integer.parseInt(args[0]);
    Duration length = Duration.ofMinutes(minutes);
    ArrivalSchedule schedule = new ArrivalSchedule(new Constant(new Rate(1_000), length));
    Phase phase = new Phase("BASELINE", Role.BASELINE, 0, length.toNanos(), schedule.count(), 0);
    RunPlan plan =
        new RunPlan(
            schedule,
            List.of(),
            List.of(phase),
            new Work.Blocking(
                arrival -> LockSupport.parkNanos(nanos(arrival.random().nextDouble())),
                ThreadKind.AUTO),
            RunPlan.NO_PREPARATION,
            error -> false,
            new Limits(10 * SECOND, 1_000, WhenFull.WAIT),
            42,
            SECOND,
            50_000,
            List.of(),
            List.of());
    Engine engine =
        new Engine(
            plan,
            Clock.system(),
            increment -> {
              long second = increment.index() + 1L;
              if (second == FIRST_SECONDS || second % 60 == 0) {
                tell(second);
              }
            });
    engine.run().build();
  }

  /** Log-uniform from 0.1 to 3 ms: as many distinct values as a real target has. */
  private static long nanos(double share) {
    return (long) (100_000 * Math.pow(30, share));
  }

  private static void tell(long second) {
    double megabytes = new LiveSet().read().liveSetBytes() / (1024.0 * 1024);
    System.out.println(String.format(Locale.ROOT, "%5d s: live set %.2f MB", second, megabytes));
  }
}
