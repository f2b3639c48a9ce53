package dev.spike.bench.events;

import dev.spike.events.Scale;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A kind of series without any spike.
 *
 * @param name as in the table
 * @param scale what it holds
 * @param generator gives its values, one after the other
 */
record NullSeries(String name, Scale scale, Function<Noise, DoubleSupplier> generator) {
  private static final double TYPICAL_NANOS = 10e6;

  /** All that the promise is made for. */
  static List<NullSeries> all() {
    return Stream.of(poissons(), bursty(), daily(), times()).flatMap(s -> s).toList();
  }

  /** What the promise is not made for, shown to say what happens there. */
  static List<NullSeries> beyond() {
    return List.of(
        time("times with a power-law tail (ln t: Student, 3 df, 0.2)", NullSeries::powerLaw),
        count(
            "MMPP 10/40, stays 200/10: bursts that are spikes",
            n -> switching(n, 10, 40, 200, 10)));
  }

  private static Stream<NullSeries> poissons() {
    return DoubleStream.of(1, 10, 100, 1000)
        .mapToObj(mean -> count("Poisson " + (int) mean, n -> () -> n.poisson(mean)));
  }

  private static Stream<NullSeries> bursty() {
    return Stream.of(
        count("negative binomial 20, shape 2", n -> () -> n.poisson(20 * n.gamma(2))),
        count("negative binomial 200, shape 1", n -> () -> n.poisson(200 * n.gamma(1))),
        count("MMPP 10/30, stays 20", n -> switching(n, 10, 30, 20, 20)),
        count("MMPP 50/100, stays 5", n -> switching(n, 50, 100, 5, 5)),
        count("log-normal rate 50, cv 0.5, AR 0.9", NullSeries::modulated));
  }

  private static Stream<NullSeries> daily() {
    return Stream.of(
        count("daily sine 100 +-50%, 1,440 values a day", n -> sine(n, 100, 1_440)),
        count("daily sine 1,000 +-50%, 1,440 values a day", n -> sine(n, 1_000, 1_440)),
        count("daily sine 1,000 +-50%, 8,640 values a day", n -> sine(n, 1_000, 8_640)));
  }

  private static Stream<NullSeries> times() {
    return Stream.of(0.0, 0.5, 0.9)
        .flatMap(
            ar ->
                Stream.of(0.2, 0.5)
                    .map(
                        sigma ->
                            time(
                                "log-normal times, sigma " + sigma + ", AR " + ar,
                                n -> logNormal(n, sigma, ar))));
  }

  private static NullSeries count(String name, Function<Noise, DoubleSupplier> generator) {
    return new NullSeries(name, Scale.COUNT, generator);
  }

  private static NullSeries time(String name, Function<Noise, DoubleSupplier> generator) {
    return new NullSeries(name, Scale.TIME, generator);
  }

  /** Poisson counts whose mean switches between two; the stays are geometric. */
  private static DoubleSupplier switching(
      Noise noise, double low, double high, double lowStay, double highStay) {
    boolean[] isHigh = {false};
    return () -> {
      isHigh[0] ^= noise.uniform() < 1 / (isHigh[0] ? highStay : lowStay);
      return noise.poisson(isHigh[0] ? high : low);
    };
  }

  private static DoubleSupplier modulated(Noise noise) {
    DoubleSupplier rate = autoregressive(noise, 0.9);
    return () -> noise.poisson(50 * Math.exp(0.47 * rate.getAsDouble() - 0.11));
  }

  private static DoubleSupplier sine(Noise noise, double mean, int day) {
    long[] time = {0};
    return () -> noise.poisson(mean * (1 + 0.5 * Math.sin(2 * Math.PI * time[0]++ / day)));
  }

  private static DoubleSupplier logNormal(Noise noise, double sigma, double ar) {
    DoubleSupplier normal = autoregressive(noise, ar);
    return () -> TYPICAL_NANOS * Math.exp(sigma * normal.getAsDouble());
  }

  private static DoubleSupplier powerLaw(Noise noise) {
    return () -> {
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        double normal = noise.normal();
        squares += normal * normal;
      }
      return TYPICAL_NANOS * Math.exp(0.2 * noise.normal() / Math.sqrt(squares / 3));
    };
  }

  /** Standard normal values, each correlated with the one before. */
  private static DoubleSupplier autoregressive(Noise noise, double ar) {
    double[] last = {noise.normal()};
    return () -> last[0] = ar * last[0] + Math.sqrt(1 - ar * ar) * noise.normal();
  }
}
