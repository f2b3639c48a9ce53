package dev.spike.samples.suite;

import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Units;
import dev.spike.measure.Role;
import dev.spike.schedule.Rate;
import java.time.Duration;
import java.util.List;

/**
 * How long and how hard: {@code quick} lets the whole suite end in three minutes, {@code full}
 * takes its time.
 *
 * @param full whether it takes its time
 * @param rate steady arrivals
 * @param warmup of the target
 * @param baseline long enough for 1,800 samples
 * @param spike length of the disturbance
 * @param watch how long the way back is watched
 * @param limit within which it has to be back
 * @param bucket width of an interval
 * @param cycles how often spike and way back are repeated
 */
record Scale(
    boolean full,
    Rate rate,
    Duration warmup,
    Duration baseline,
    Duration spike,
    Duration watch,
    Duration limit,
    Duration bucket,
    int cycles) {
  static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("scale", "quick", "quick or full: lengths, rate and recovery limit"),
          new Parameter(
              "rate", "auto", "steady arrivals a second; auto: 300, of connections 100, full 60"),
          new Parameter("warmup", "auto", "target's warm-up; auto: 2s, of a service and full 10s"),
          new Parameter("baseline", "auto", "baseline; auto: 6s, of connections 18s, full 30s"),
          new Parameter("spike", "auto", "length of the spike; auto: 2s, full 5s"),
          new Parameter(
              "watch",
              "auto",
              "how long recovery is watched; auto: 12s, of connections 18s, full 75s"),
          new Parameter("recovery-limit", "auto", "limit of recovery; auto: 5s, full 30s"),
          new Parameter("bucket", "auto", "width of an interval; auto: 200ms, full 1s"),
          new Parameter("cycles", "1", "spikes in a row, each with its way back; 8 tell a leak"));

  private static final Duration WINDOW = Units.seconds(5);

  /**
   * What {@code auto} is; of which kind the target is matters where time is short.
   *
   * @param rate steady arrivals a second
   * @param warmup of the target
   * @param baseline long enough for 1,800 samples at that rate
   * @param watch how long the way back is watched
   */
  record Auto(double rate, Duration warmup, Duration baseline, Duration watch) {
    private static final Auto FULL =
        new Auto(60, Units.seconds(10), Units.seconds(30), Units.seconds(75));
    private static final Auto HERE =
        new Auto(300, Units.seconds(2), Units.seconds(6), Units.seconds(12));

    /** Of a service in another JVM, whose threads and code are cold. */
    static final Auto SERVICE =
        new Auto(300, Units.seconds(10), Units.seconds(6), Units.seconds(12));

    /** Of a service whose every connection goes on to cost something. */
    static final Auto CONNECTIONS =
        new Auto(100, Units.seconds(10), Units.seconds(18), Units.seconds(18));
  }

  /** Of a target in this JVM. */
  static Scale of(Params params) {
    return of(params, Auto.HERE);
  }

  static Scale of(Params params, Auto quick) {
    boolean full =
        switch (params.text("scale")) {
          case "quick" -> false;
          case "full" -> true;
          default ->
              throw new IllegalArgumentException(
                  "parameter scale=" + params.text("scale") + ": it must be quick or full");
        };
    Auto auto = full ? Auto.FULL : quick;
    return new Scale(
        full,
        rate(params, auto.rate),
        duration(params, "warmup", auto.warmup),
        duration(params, "baseline", auto.baseline),
        duration(params, "spike", Units.millis(full ? 5_000 : 2_000)),
        duration(params, "watch", auto.watch),
        duration(params, "recovery-limit", Units.millis(full ? 30_000 : 5_000)),
        duration(params, "bucket", Units.millis(full ? 1_000 : 200)),
        Parameters.atLeast(1, params, "cycles"));
  }

  private static Rate rate(Params params, double auto) {
    double rate = params.text("rate").equals("auto") ? auto : params.number("rate");
    if (!(rate > 0)) {
      throw Parameters.outOfBounds(params, "rate", "above zero, such as 300");
    }
    return Units.perSecond(rate);
  }

  private static Duration duration(Params params, String name, Duration auto) {
    return params.text(name).equals("auto") ? auto : Parameters.aboveZero(params, name);
  }

  /** Length of the windows that are looked at one by one afterwards. */
  Duration window() {
    return watch.compareTo(WINDOW) < 0 ? watch : WINDOW;
  }

  /**
   * Warm-up, from nothing up to the rate so that a cold target is not buried, and baseline, a spike
   * of the given form, and the way back.
   */
  LoadProfile around(LoadProfile.Draft disturbance) {
    return around(disturbance.lasting(spike));
  }

  /** The same with a spike of a length of its own. */
  LoadProfile around(LoadProfile disturbance) {
    LoadProfile cycle = disturbance.then(LoadProfile.recovery(rate).lasting(watch));
    return LoadProfile.ramp(Units.perSecond(0), rate)
        .as(Role.WARMUP)
        .lasting(warmup)
        .then(LoadProfile.baseline(rate).lasting(baseline))
        .then(cycles == 1 ? cycle : cycle.repeated(cycles));
  }
}
