package dev.spike.judge;

import dev.spike.judge.Recovery.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What followed a spike, held against its baseline.
 *
 * @param baseline what is normal
 * @param after adjoining buckets from the end of the disturbance on
 * @param origin the end of the disturbance, in nanoseconds of the run
 * @param tailSize how many of the last buckets the verdict rests on
 */
record Aftermath(Baseline baseline, List<Bucket> after, double origin, int tailSize) {
  private static final int POOL = 10;
  private static final double BAD_SHARE = 0.05;
  private static final double TAIL_BAD_SHARE = 0.10;
  private static final double TAIL_RATIO = 1.4;

  /**
   * For the typical bucket, whose p95 scatters half as much as the pooled one where slow operations
   * come in clusters.
   */
  private static final double TAIL_TYPICAL_RATIO = 1.3;

  /**
   * This many buckets in a row clearly out of band, after the interval's end, are a relapse and not
   * a hiccup.
   */
  private static final int RELAPSE_BUCKETS = 5;

  Recovery recovery() {
    int back = firstClear(0);
    Optional<String> tail = tailProblem();
    if (tail.isPresent() && (back < 0 || back + POOL > after.size())) {
      return censored(tail.get());
    }
    // What comes after the first return must not draw the fit: it may be a relapse.
    int until = back < 0 ? after.size() : Math.min(after.size(), back + POOL);
    Estimate estimate = estimate(after.subList(0, until));
    double low = low(estimate.nanos);
    double high = Math.max(estimate.nanos, high(low));
    double relapse = relapseAfter(high);
    if (relapse >= 0) {
      String detail = "out of band again for " + seconds(relapse) + "; " + band(estimate.last);
      return result(Outcome.RELAPSED, estimate.nanos, low, high, detail);
    }
    return tail.isPresent()
        ? censored(tail.get())
        : result(Outcome.RECOVERED, estimate.nanos, low, high, band(estimate.last));
  }

  /** When it was back, from the end of the disturbance, and what came back last. */
  private record Estimate(double nanos, String last) {}

  private Estimate estimate(List<Bucket> until) {
    double latency = crossing(until, Bucket::logP95, Math.log(baseline.upperBand()));
    double errors = crossing(until, Bucket::errorRate, baseline.errorBand());
    double goodput = crossing(until, b -> -b.goodput(), -baseline.goodputBand());
    double latest = Math.max(latency, Math.max(errors, goodput));
    String last = latest == latency ? "p95" : latest == errors ? "error rate" : "goodput";
    // A fit that never falls into the band though the exact tests do: believe the tests.
    double finite =
        Double.isInfinite(latest) && latest > 0 ? end(until.get(until.size() - 1)) : latest;
    return new Estimate(Math.max(0, finite), latest <= 0 ? "" : last);
  }

  private double crossing(List<Bucket> until, ToDoubleFunction<Bucket> of, double limit) {
    double[] centres = until.stream().mapToDouble(b -> (start(b) + end(b)) / 2).toArray();
    return MonotoneFit.crossing(centres, until.stream().mapToDouble(of).toArray(), limit);
  }

  private double start(Bucket bucket) {
    return bucket.startNanos() - origin;
  }

  private double end(Bucket bucket) {
    return bucket.endNanos() - origin;
  }

  /** Why the end of the observation is not normal, if so. */
  private Optional<String> tailProblem() {
    Bucket tail = Bucket.sum(tail());
    long wrong = tail.load().outcomes().bad();
    long bad = tail.bad(baseline.upperBand());
    double pooled = (tail.p95() - baseline.resolutionNanos()) / baseline.pooledP95();
    double typical =
        (Math.exp(mean(tail())) - baseline.resolutionNanos()) / Math.exp(baseline.meanLogP95());
    if (Proportion.surelyAbove(wrong, tail.due(), baseline.errorBand())) {
      return Optional.of("error rate at the end " + percent((double) wrong / tail.due()));
    }
    if (tail.goodput() < baseline.goodputBand()) {
      return Optional.of(
          "goodput at the end "
              + Math.round(tail.succeeded() / tail.seconds())
              + "/s of "
              + Math.round(tail.due() / tail.seconds()));
    }
    if (!Proportion.surelyBelow(bad, tail.due(), usual(TAIL_BAD_SHARE))
        || pooled >= TAIL_RATIO
        || typical >= TAIL_TYPICAL_RATIO) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "p95 at the end %.2f times the baseline's, %s of operations out of band",
              Math.max(pooled, typical),
              percent((double) bad / tail.due())));
    }
    return Optional.empty();
  }

  /** What goes wrong in the baseline already is no sign of the spike. */
  private double usual(double share) {
    return Math.min(1, share + baseline.badShare());
  }

  private List<Bucket> tail() {
    return after.subList(after.size() - tailSize, after.size());
  }

  /** Not back at the end: settled, or still on its way. */
  private Recovery censored(String why) {
    List<Bucket> tail = tail();
    int third = Math.max(1, tail.size() / 3);
    double change =
        mean(tail.subList(tail.size() - third, tail.size())) - mean(tail.subList(0, third));
    // Three standard errors of the difference of two means of ln p95.
    boolean moves =
        Math.abs(change) > Math.max(0.05, 3 * baseline.sigma() * Math.sqrt(2.0 / third));
    Outcome outcome = moves ? Outcome.NOT_RECOVERED : Outcome.DEGRADED_PLATEAU;
    double watched = end(after.get(after.size() - 1));
    return result(outcome, Double.NaN, low(watched), Double.POSITIVE_INFINITY, why);
  }

  private static double mean(List<Bucket> buckets) {
    return buckets.stream().mapToDouble(Bucket::logP95).average().orElse(0);
  }

  /** Not back before: the last bucket not after the estimate that is clearly out of band. */
  private double low(double estimate) {
    return after.stream()
        .filter(bucket -> start(bucket) <= estimate && out(bucket))
        .mapToDouble(this::start)
        .reduce(0, Math::max);
  }

  private boolean out(Bucket bucket) {
    return Proportion.surelyAbove(bucket.bad(baseline.upperBand()), bucket.due(), usual(BAD_SHARE));
  }

  /** Back at the latest: from this bucket on, ten pooled ones are clearly within the band. */
  private double high(double from) {
    int first = 0;
    while (first < after.size() && end(after.get(first)) < from) {
      first++;
    }
    int clear = firstClear(first);
    return clear < 0 ? Double.POSITIVE_INFINITY : end(after.get(clear));
  }

  private int firstClear(int from) {
    int first = from;
    while (first < after.size() && !clear(first)) {
      first++;
    }
    return first < after.size() ? first : -1;
  }

  private boolean clear(int first) {
    Bucket pool = Bucket.sum(after.subList(first, Math.min(after.size(), first + POOL)));
    return pool.goodput() >= baseline.goodputBand()
        && Proportion.surelyBelow(pool.bad(baseline.upperBand()), pool.due(), usual(BAD_SHARE));
  }

  /** For how long it was out of band again, or -1. */
  private double relapseAfter(double high) {
    double total = 0;
    int inRow = 0;
    boolean relapsed = false;
    for (Bucket bucket : after) {
      boolean out = start(bucket) >= high && out(bucket);
      inRow = out ? inRow + 1 : 0;
      relapsed |= inRow >= RELAPSE_BUCKETS;
      total += out ? bucket.endNanos() - bucket.startNanos() : 0;
    }
    return relapsed ? total : -1;
  }

  private Recovery result(Outcome outcome, double nanos, double low, double high, String detail) {
    return new Recovery(outcome, nanos, low, high, loss(), lost(), detail);
  }

  private double loss() {
    return after.stream()
        .filter(b -> b.due() > 0)
        .mapToDouble(b -> Math.max(0, b.p95() - baseline.upperBand()) / 1e9 * b.seconds())
        .sum();
  }

  private double lost() {
    return after.stream()
        .mapToDouble(b -> Math.max(0, b.load().outcomes().bad() - baseline.errorRate() * b.due()))
        .sum();
  }

  private String band(String last) {
    return (last.isEmpty() ? "never left its band" : last + " came back last")
        + ", band up to "
        + millis(baseline.upperBand())
        + " around "
        + millis(baseline.p95());
  }

  private static String millis(double nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }

  private static String seconds(double nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }
}
