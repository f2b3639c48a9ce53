package dev.spike.repeat;

import dev.spike.judge.Baseline;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Whether runs start from the same normal. The pooled baseline is the median run's: M = median of
 * the runs' typical p95 B, f = median of how far each run's own band reaches, U / B. A run starts
 * from it when M / f &lt;= B &lt;= M f and its error rate and goodput lie in the median run's bands
 * of them: what the judge would not call normal within a run is not normal across runs either.
 *
 * <p>A slower start makes a wider band, which is met sooner; a faster one a narrower, met later:
 * either way the run answers another question than the others.
 */
public final class BaselineCheck {
  private final double typical;
  private final double reach;
  private final double errorBand;
  private final double goodputBand;

  /** Of the baselines, at least one, that can be judged by. */
  public BaselineCheck(List<Baseline> baselines) {
    typical = median(baselines, Baseline::p95);
    reach = median(baselines, b -> b.upperBand() / b.p95());
    errorBand = median(baselines, Baseline::errorBand);
    goodputBand = median(baselines, Baseline::goodputBand);
  }

  /** What is not as in the other runs, if so. */
  public Optional<String> difference(Baseline baseline) {
    if (baseline.p95() > typical * reach || baseline.p95() < typical / reach) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "its baseline's p95 %.3g ms lies outside [%.3g, %.3g], the band of the runs together",
              baseline.p95() / 1e6,
              typical / reach / 1e6,
              typical * reach / 1e6));
    }
    if (baseline.errorRate() > errorBand) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "its baseline's error rate %.2f%% lies above %.2f%%, the band of the runs together",
              baseline.errorRate() * 100,
              errorBand * 100));
    }
    return baseline.goodput() < goodputBand
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "its baseline's goodput %.1f%% of what was due lies below %.1f%%, the band of the"
                    + " runs together",
                baseline.goodput() * 100,
                goodputBand * 100))
        : Optional.empty();
  }

  private static double median(List<Baseline> baselines, ToDoubleFunction<Baseline> of) {
    double[] sorted = baselines.stream().mapToDouble(of).toArray();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
