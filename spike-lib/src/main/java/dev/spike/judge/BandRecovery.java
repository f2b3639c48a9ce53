package dev.spike.judge;

import dev.spike.judge.Recovery.Outcome;
import dev.spike.measure.Latencies;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Recovery by the baseline's band: the estimate is where a non-increasing fit of ln p95 (and of the
 * error rate, and of the lack of goodput) crosses the band, its interval comes from exact tests
 * bucket by bucket, and whether the target really is back is decided on the last {@value #TAIL}
 * buckets alone, one-sided, since only slower counts.
 *
 * <p>All times count from the end of the last spike's disturbance.
 */
public final class BandRecovery implements RecoveryEstimator {
  private static final int TAIL = 30;
  private static final int POOL = 10;
  private static final double BAD_SHARE = 0.05;
  private static final double TAIL_BAD_SHARE = 0.10;
  private static final double TAIL_RATIO = 1.4;

  /**
   * This many buckets in a row clearly out of band, after the interval's end, are a relapse and not
   * a hiccup.
   */
  private static final int RELAPSE_BUCKETS = 5;

  @Override
  public Recovery estimate(Timeline timeline) {
    List<Phase> spikes = timeline.phases(Role.SPIKE).toList();
    if (spikes.isEmpty() || timeline.phases(Role.BASELINE).findAny().isEmpty()) {
      return Recovery.inconclusive("the load has no BASELINE and SPIKE phases to tell recovery by");
    }
    long origin = spikes.get(spikes.size() - 1).quietFromNanos();
    int width = Bucket.widthFor(Bucket.of(timeline, p -> p.role() == Role.BASELINE, 0, 1));
    if (width == 0) {
      return Recovery.inconclusive("nothing was due in the baseline");
    }
    List<Bucket> before = Bucket.of(timeline, p -> p.role() == Role.BASELINE, 0, width);
    Baseline baseline = Baseline.of(before, width);
    List<Bucket> after = Bucket.of(timeline, p -> p.role() != Role.WARMUP, origin, width);
    Optional<String> problem = baseline.problem();
    if (problem.isPresent()) {
      return Recovery.inconclusive(problem.get());
    }
    if (after.size() * width < TAIL) {
      return Recovery.inconclusive(
          "watched for "
              + after.size()
              + " buckets after the spike: it takes "
              + TAIL
              + " to tell");
    }
    return new Attempt(baseline, after, origin, Math.min(after.size(), Math.max(TAIL / width, 3)))
        .recovery();
  }

  /** One baseline against one aftermath. */
  private record Attempt(Baseline baseline, List<Bucket> after, double origin, int tailSize) {
    Recovery recovery() {
      double latency = crossing(after.stream().mapToDouble(Bucket::logP95).toArray(), logBand());
      double errors =
          crossing(after.stream().mapToDouble(this::errors).toArray(), baseline.errorBand());
      double goodput =
          crossing(
              after.stream().mapToDouble(b -> -b.goodput()).toArray(), -baseline.goodputBand());
      double estimate = Math.max(0, Math.max(latency, Math.max(errors, goodput)));
      String last =
          estimate == 0
              ? ""
              : estimate == latency ? "p95" : estimate == errors ? "error rate" : "goodput";
      Optional<String> tail = tailProblem();
      if (tail.isPresent()) {
        return censored(tail.get());
      }
      if (Double.isInfinite(estimate)) {
        // The tail is good but the fit never reached the band: take the first moment the tests call
        // good.
        estimate = high(0);
      }
      double low = low(estimate);
      double high = Math.max(estimate, high(low));
      double relapse = relapseAfter(high);
      Outcome outcome = relapse < 0 ? Outcome.RECOVERED : Outcome.RELAPSED;
      String detail =
          relapse < 0
              ? band(last)
              : "out of band again for " + seconds(relapse) + "; " + band(last);
      return result(outcome, estimate, low, high, detail);
    }

    private double start(Bucket bucket) {
      return bucket.startNanos() - origin;
    }

    private double end(Bucket bucket) {
      return bucket.endNanos() - origin;
    }

    private double logBand() {
      return Math.log(baseline.upperBand());
    }

    private double errors(Bucket bucket) {
      return bucket.due() == 0 ? 0 : bucket.load().outcomes().errorRate();
    }

    private double crossing(double[] values, double limit) {
      double[] centres = after.stream().mapToDouble(b -> b.centreNanos() - origin).toArray();
      return MonotoneFit.crossing(centres, values, limit);
    }

    /** Why the end of the observation is not normal, if so. */
    private Optional<String> tailProblem() {
      List<Bucket> tail = tail();
      long due = tail.stream().mapToLong(Bucket::due).sum();
      long bad = tail.stream().mapToLong(b -> b.bad(baseline.upperBand())).sum();
      long wrong = tail.stream().mapToLong(b -> b.load().outcomes().bad()).sum();
      double ratio = p95(tail) / baseline.p95();
      double goodput = tail.stream().mapToDouble(Bucket::goodput).average().orElse(0);
      if (Proportion.lower(wrong, due) > baseline.errorBand()) {
        return Optional.of("error rate at the end " + percent((double) wrong / due));
      }
      if (goodput < baseline.goodputBand()) {
        return Optional.of(
            "goodput at the end "
                + Math.round(goodput)
                + "/s of "
                + Math.round(baseline.goodput()));
      }
      if (Proportion.upper(bad, due) >= TAIL_BAD_SHARE || ratio >= TAIL_RATIO) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "p95 at the end %.2f times the baseline's, %s of operations out of band",
                ratio,
                percent((double) bad / due)));
      }
      return Optional.empty();
    }

    private List<Bucket> tail() {
      return after.subList(after.size() - tailSize, after.size());
    }

    private static double p95(List<Bucket> buckets) {
      return buckets.stream()
          .map(b -> b.load().response())
          .reduce(Latencies.EMPTY, Latencies::plus)
          .percentile(95);
    }

    /** Not back at the end: settled, or still on its way. */
    private Recovery censored(String why) {
      List<Bucket> tail = tail();
      int third = Math.max(1, tail.size() / 3);
      double first = p95(tail.subList(0, third));
      double last = p95(tail.subList(tail.size() - third, tail.size()));
      Outcome outcome =
          last < 0.9 * first || last > first / 0.9
              ? Outcome.NOT_RECOVERED
              : Outcome.DEGRADED_PLATEAU;
      double watched = end(after.get(after.size() - 1));
      return result(outcome, Double.NaN, low(watched), Double.POSITIVE_INFINITY, why);
    }

    /**
     * The end is at least here: the last bucket not after the estimate that is clearly out of band.
     */
    private double low(double estimate) {
      double low = 0;
      for (Bucket bucket : after) {
        boolean out = Proportion.lower(bucket.bad(baseline.upperBand()), bucket.due()) > BAD_SHARE;
        if (out && start(bucket) <= estimate) {
          low = Math.max(low, start(bucket));
        }
      }
      return Math.min(low, estimate);
    }

    /** The end is at most here: from this bucket on, ten pooled ones are clearly within band. */
    private double high(double from) {
      for (int i = 0; i < after.size(); i++) {
        if (end(after.get(i)) >= from && clear(i)) {
          return end(after.get(i));
        }
      }
      return Double.POSITIVE_INFINITY;
    }

    private boolean clear(int first) {
      List<Bucket> pool = after.subList(first, Math.min(after.size(), first + POOL));
      long due = pool.stream().mapToLong(Bucket::due).sum();
      long bad = pool.stream().mapToLong(b -> b.bad(baseline.upperBand())).sum();
      return Proportion.upper(bad, due) < BAD_SHARE;
    }

    /** For how long it was out of band again, or -1. */
    private double relapseAfter(double high) {
      double total = 0;
      int inRow = 0;
      boolean relapsed = false;
      for (Bucket bucket : after) {
        boolean out =
            start(bucket) >= high
                && Proportion.lower(bucket.bad(baseline.upperBand()), bucket.due()) > BAD_SHARE;
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
          .mapToDouble(
              b ->
                  Math.max(0, b.load().response().percentile(95) - baseline.upperBand())
                      / 1e9
                      * b.seconds())
          .sum();
    }

    private double lost() {
      return after.stream()
          .mapToDouble(b -> Math.max(0, b.load().outcomes().bad() - baseline.errorRate() * b.due()))
          .sum();
    }

    private String band(String last) {
      String by = last.isEmpty() ? "never left its band" : last + " came back last";
      return by
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
}
