package dev.spike.judge;

import dev.spike.measure.Unit;
import java.util.List;
import java.util.Locale;

/**
 * Whether what was watched last is normal. One-sided: only worse counts. Errors and goodput have
 * bands of their own; for latency three figures are held against the baseline's, each with a
 * standard error that knows of autocorrelation ({@link Level}).
 *
 * <p>The p95 decides where it can. Where its own scatter leaves open whether it is within the
 * margin, the typical response time, which scatters less, has to be within it as well and must
 * exclude that it doubled. Slow operations that come in clusters move neither much; they show in
 * the share outside the band.
 */
final class Tail {
  /** A service up to 1.3 times as slow as its baseline is back. */
  private static final double MARGIN = Math.log(1.3);

  private static final double DOUBLED = Math.log(2);
  private static final double MORE_OUTSIDE = 0.05;

  /** What swings in and out again and again has a mean that is not well known, and is not back. */
  private static final double OFTEN = 0.25;

  /** One-sided 95%. */
  private static final double LEAVES_OPEN = 1.645;

  /** One-sided 99%: a plateau at twice the baseline must hardly ever pass. */
  private static final double EXCLUDES = 2.33;

  /** One-sided 99.9%: three figures and the search for relapses share 2% of false alarms. */
  private static final double PROVES = 3;

  /** What can be said. */
  enum State {
    NORMAL,
    UNCLEAR,
    WORSE
  }

  private final Baseline baseline;
  private final Bucket all;
  private final Shift p95;
  private final Shift typical;
  private final Shift outside;
  private final double outAsAWhole;

  Tail(Baseline baseline, List<Bucket> buckets) {
    this.baseline = baseline;
    all = Bucket.sum(buckets);
    Levels now = Levels.of(buckets, baseline.upperBand());
    Levels before = baseline.levels();
    p95 = slower(now.p95(), before.p95());
    typical = slower(now.typical(), before.typical());
    outside =
        new Shift(
            now.outside().mean() - before.outside().mean(),
            now.outside().errorAgainst(before.outside()));
    outAsAWhole = (double) buckets.stream().filter(baseline::excludes).count() / buckets.size();
  }

  /** By how much a level has risen. */
  private record Shift(double by, double error) {
    boolean proves(double margin) {
      return by >= margin && by > PROVES * error;
    }
  }

  private Shift slower(Level now, Level before) {
    return new Shift(baseline.told(now.mean()) - before.mean(), now.errorAgainst(before));
  }

  State state() {
    if (hasErrors() || lacksGoodput() || isSlower()) {
      return State.WORSE;
    }
    return isAsQuick() ? State.NORMAL : State.UNCLEAR;
  }

  private boolean hasErrors() {
    long wrong = all.load().outcomes().bad();
    return Proportion.surelyAbove(wrong, all.due(), baseline.errorBand());
  }

  private boolean lacksGoodput() {
    return all.goodput() < baseline.goodputBand();
  }

  private boolean isSlower() {
    return outAsAWhole >= OFTEN
        || p95.proves(MARGIN)
        || outside.proves(MORE_OUTSIDE)
        || (isOpen() && typical.proves(MARGIN));
  }

  private boolean isAsQuick() {
    return p95.by < MARGIN && outside.by < MORE_OUTSIDE && (!isOpen() || typicalIsAsQuick());
  }

  private boolean isOpen() {
    return p95.by + LEAVES_OPEN * p95.error >= MARGIN;
  }

  private boolean typicalIsAsQuick() {
    return typical.by < MARGIN && typical.by + EXCLUDES * typical.error < DOUBLED;
  }

  /** What is not normal, or not surely so. */
  String told() {
    if (hasErrors()) {
      return "error rate at the end " + Wording.of(all.errorRate(), Unit.RATIO);
    }
    if (lacksGoodput()) {
      return "goodput at the end "
          + Math.round(all.succeeded() / all.seconds())
          + "/s of "
          + Math.round(all.due() / all.seconds());
    }
    return String.format(
        Locale.ROOT,
        "p95 at the end %.2f times the baseline's, known to %.0f%%, typical response %.2f times,"
            + " %s of operations out of band",
        Math.exp(p95.by),
        100 * Math.expm1(LEAVES_OPEN * p95.error),
        Math.exp(typical.by),
        Wording.of(all.badShare(baseline.upperBand()), Unit.RATIO));
  }
}
