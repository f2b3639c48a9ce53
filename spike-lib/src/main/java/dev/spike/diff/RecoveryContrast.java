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
    Decision decision = new Decision(least(was.nanos(), margin), true);
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

  /** The largest difference that is none. */
  private double least(double was, double margin) {
    return Math.max(margin * was, LEAST_BUCKETS * (double) base.plan().bucketNanos());
  }

  private Difference repeated(Repeats was, Repeats is, double margin, double confidence) {
    Effect effect = Effect.of(was, is, 2 * confidence - 1);
    boolean inTime =
        effect.measure() == Effect.Measure.DIFFERENCE
            || effect.measure() == Effect.Measure.PAIRED_DIFFERENCE;
    double typical = value(was);
    Bounds later = new Bounds(-effect.value(), -effect.high(), -effect.low());
    return new Difference(
        WHAT,
        Unit.NANOS,
        typical,
        value(is),
        inTime ? later.low() : Double.NaN,
        inTime ? later.high() : Double.NaN,
        inTime ? ofTimes(effect, later, least(typical, margin)) : ofRates(effect, margin),
        why(effect));
  }

  private static Change ofTimes(Effect effect, Bounds later, double least) {
    boolean sure = effect.conclusion() != Effect.Conclusion.CANNOT_TELL;
    Bounds told = sure ? later : new Bounds(0, later.low(), later.high());
    return new Decision(least, true).of(later, told);
  }

  /** One that takes the margin longer comes back at so much less of the rate. */
  private static Change ofRates(Effect effect, double margin) {
    return switch (effect.conclusion()) {
      case SOONER -> effect.value() > 1 + margin ? Change.BETTER : Change.CANNOT_TELL;
      case LATER -> effect.value() * (1 + margin) < 1 ? Change.WORSE : Change.CANNOT_TELL;
      case CANNOT_TELL -> Change.CANNOT_TELL;
    };
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
