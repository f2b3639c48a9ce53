package dev.spike.judge;

import dev.spike.judge.Recovery.Outcome;
import dev.spike.measure.Unit;
import java.util.List;

/**
 * What followed a spike, held against its baseline: finds the first return that lasted, and what
 * came after it.
 *
 * @param baseline what is normal
 * @param after adjoining buckets from the end of the disturbance on
 * @param tailSize how many of the last buckets the verdict rests on at least
 */
record Aftermath(Baseline baseline, List<Bucket> after, int tailSize) {
  /** So many buckets in the band are a return. */
  static final int POOL = 10;

  Recovery recovery() {
    int clear = firstClear(0);
    while (clear >= 0) {
      int from = clear + 1;
      List<Spell> relapses = Relapses.in(after.subList(from, after.size()), baseline);
      if (relapses.isEmpty()) {
        return back(clear);
      }
      Spell first = relapses.get(0);
      if (indexOf(first.fromNanos()) - from >= POOL) {
        return returned(Outcome.RELAPSED, clear, relapses);
      }
      // It was in the band for a moment only: that was no return.
      clear = firstClear(indexOf(first.toNanos()));
    }
    return notBack(new Tail(baseline, lastOnes()));
  }

  /** The first bucket from which on ten pooled ones are clearly within the band; -1 if none is. */
  private int firstClear(int from) {
    for (int i = from; i < after.size(); i++) {
      if (baseline.includes(after.subList(i, Math.min(after.size(), i + POOL)))) {
        return i;
      }
    }
    return -1;
  }

  private List<Bucket> lastOnes() {
    return after.subList(after.size() - tailSize, after.size());
  }

  /** The number of the bucket that begins at an instant; that of the end is the size. */
  private int indexOf(long nanos) {
    int i = 0;
    while (i < after.size() && after.get(i).startNanos() < nanos) {
      i++;
    }
    return i;
  }

  /** What comes after the first return must not draw the fit: it may be a relapse. */
  private Comeback estimate(int clear) {
    int until = Math.min(after.size(), clear + POOL);
    return Comeback.of(after.subList(0, until), baseline);
  }

  /** From a return on nothing fell out; whether all of it is normal. */
  private Recovery back(int clear) {
    int from = Math.min(clear + 1, after.size() - tailSize);
    Tail tail = new Tail(baseline, after.subList(from, after.size()));
    if (tail.state() != Tail.State.NORMAL) {
      return notBack(tail);
    }
    return returned(Outcome.RECOVERED, clear, List.of());
  }

  private Recovery returned(Outcome outcome, int clear, List<Spell> relapses) {
    Comeback estimate = estimate(clear);
    ReturnInterval interval = ReturnInterval.of(estimate, clear, after, baseline);
    double nanos = Math.max(interval.low(), Math.min(interval.high(), estimate.nanos()));
    String detail = Spell.told(relapses) + estimate.told() + ", " + band();
    return result(outcome, nanos, interval, relapses, detail);
  }

  /** Not back at the end: settled, still on its way, or too noisy to tell. */
  private Recovery notBack(Tail tail) {
    double watched = after.get(after.size() - 1).endNanos();
    double low = ReturnInterval.low(watched, after, baseline);
    ReturnInterval open = new ReturnInterval(low, Double.POSITIVE_INFINITY);
    Outcome outcome = tail.state() == Tail.State.WORSE ? censored() : Outcome.INCONCLUSIVE;
    return result(outcome, Double.NaN, open, List.of(), tail.told());
  }

  /** Three standard errors of the difference of two means of ln p95 are a move. */
  private Outcome censored() {
    List<Bucket> tail = lastOnes();
    int third = Math.max(1, tail.size() / 3);
    Level first = Level.of(tail.subList(0, third), Bucket::logP95);
    Level last = Level.of(tail.subList(tail.size() - third, tail.size()), Bucket::logP95);
    double error = baseline.sigma() * Math.sqrt(2.0 / third);
    boolean moves = Math.abs(last.mean() - first.mean()) > Math.max(0.05, 3 * error);
    return moves ? Outcome.NOT_RECOVERED : Outcome.DEGRADED_PLATEAU;
  }

  private Recovery result(
      Outcome outcome, double nanos, ReturnInterval interval, List<Spell> relapses, String detail) {
    Loss loss = Loss.of(after, baseline);
    return new Recovery(
        outcome,
        nanos,
        interval.low(),
        interval.high(),
        loss.seconds(),
        loss.operations(),
        detail,
        relapses);
  }

  private String band() {
    return "band up to "
        + Wording.of(baseline.upperBand(), Unit.NANOS)
        + " around "
        + Wording.of(baseline.p95(), Unit.NANOS);
  }
}
