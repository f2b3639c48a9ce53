package dev.spike.diff;

import dev.spike.judge.Recovery;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.measure.Unit;
import dev.spike.repeat.Effect;
import dev.spike.repeat.Repeats;
import dev.spike.report.Figures;
import java.util.Locale;

/**
 * Whether and when the target came back. Of one run each it has to be {@link Apart}; of several it
 * is their {@link Effect}.
 *
 * @param base the runs of the base
 * @param head those held against it
 */
record RecoveryContrast(Side base, Side head) implements Contrast {
  private static final String WHAT = "recovery";

  /** Recovery is timed by intervals, and no better than that. */
  private static final int LEAST_BUCKETS = 2;

  @Override
  public Difference decided(double margin, Confidence among) {
    return base.repeats().isPresent() && head.repeats().isPresent()
        ? repeated(base.repeats().get(), head.repeats().get(), margin, among.recovery())
        : single(recovery(base), recovery(head), margin);
  }

  private static Recovery recovery(Side side) {
    return side.judgements().get(0).recovery();
  }

  private Difference single(Recovery was, Recovery is, double margin) {
    boolean wasBack = was.outcome() == Outcome.RECOVERED;
    boolean isBack = is.outcome() == Outcome.RECOVERED;
    if (wasBack && isBack) {
      return timed(was, is, margin);
    }
    boolean known = was.outcome() != Outcome.INCONCLUSIVE && is.outcome() != Outcome.INCONCLUSIVE;
    Change change =
        !known || wasBack == isBack ? Change.CANNOT_TELL : wasBack ? Change.WORSE : Change.BETTER;
    String why = word(was) + " before, " + word(is) + " now";
    return Difference.plain(WHAT, Unit.NANOS, nanos(was), nanos(is), change, why);
  }

  private static double nanos(Recovery recovery) {
    return recovery.outcome() == Outcome.RECOVERED ? recovery.nanos() : Double.NaN;
  }

  private static String word(Recovery recovery) {
    return recovery.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Difference timed(Recovery was, Recovery is, double margin) {
    Bounds difference = bounds(is).minus(bounds(was));
    boolean apart = Apart.surely(bounds(was), bounds(is));
    Bounds told = apart ? difference : new Bounds(0, difference.low(), difference.high());
    double least = LEAST_BUCKETS * (double) base.plan().bucketNanos();
    Decision decision = new Decision(Math.max(margin * was.nanos(), least), true);
    return new Difference(
        WHAT,
        Unit.NANOS,
        was.nanos(),
        is.nanos(),
        difference.low(),
        difference.high(),
        decision.of(difference, told),
        "");
  }

  private static Bounds bounds(Recovery recovery) {
    return new Bounds(recovery.nanos(), recovery.lowNanos(), recovery.highNanos());
  }

  private static Difference repeated(Repeats was, Repeats is, double margin, double confidence) {
    Effect effect = Effect.of(was, is, 2 * confidence - 1);
    boolean inTime =
        effect.measure() == Effect.Measure.DIFFERENCE
            || effect.measure() == Effect.Measure.PAIRED_DIFFERENCE;
    double typical = value(was);
    boolean within =
        inTime && effect.low() >= -margin * typical && effect.high() <= margin * typical;
    Change change =
        switch (effect.conclusion()) {
          case SOONER -> Change.BETTER;
          case LATER -> Change.WORSE;
          case CANNOT_TELL -> within ? Change.SAME : Change.CANNOT_TELL;
        };
    return new Difference(
        WHAT,
        Unit.NANOS,
        typical,
        value(is),
        inTime ? -effect.high() : Double.NaN,
        inTime ? -effect.low() : Double.NaN,
        change,
        why(effect));
  }

  private static String why(Effect effect) {
    return switch (effect.measure()) {
      case DIFFERENCE, PAIRED_DIFFERENCE -> "";
      case RATE_RATIO ->
          "comes back at "
              + Figures.of(effect.value(), Unit.COUNT)
              + " times the rate ["
              + Figures.of(effect.low(), Unit.COUNT)
              + ", "
              + Figures.of(effect.high(), Unit.COUNT)
              + "]";
      case NONE -> "recovery can be told of too few runs";
    };
  }

  private static double value(Repeats repeats) {
    return repeats.recovery().map(estimate -> estimate.value()).orElse(Double.NaN);
  }
}
