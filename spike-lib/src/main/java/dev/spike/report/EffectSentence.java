package dev.spike.report;

import dev.spike.measure.Unit;
import dev.spike.repeat.Effect;
import dev.spike.repeat.Effect.Measure;
import dev.spike.repeat.Estimate;
import dev.spike.repeat.Repeats;
import java.util.Locale;

/**
 * What difference a configuration makes, as a sentence such as {@code pool: with size=10: 4.10 s
 * [3.60 s, 4.90 s], with size=30: not recovered in 60.0 s (5 of 5); ...}.
 */
final class EffectSentence {
  private EffectSentence() {}

  static String of(Effect effect) {
    return effect.control().repetition().family()
        + ": "
        + side(effect.control())
        + ", "
        + side(effect.other())
        + "; "
        + figures(effect)
        + conclusion(effect);
  }

  private static String side(Repeats repeats) {
    String recovery =
        repeats.recovery().map(r -> Sentences.estimate(r, Unit.NANOS)).orElse("recovery not told");
    return label(repeats) + ": " + recovery;
  }

  /** A scenario of its own is called by its name, a parameter's value is what it runs with. */
  private static String label(Repeats repeats) {
    String configuration = repeats.repetition().configuration();
    return repeats.repetition().of().equals(configuration)
        ? configuration
        : "with " + configuration;
  }

  private static String figures(Effect effect) {
    String level =
        effect.confidence() <= Estimate.CONFIDENCE
            ? ""
            : String.format(Locale.ROOT, " at %.1f%%", effect.confidence() * 100);
    String p = level + ", " + test(effect.measure()) + " " + probability(effect.p()) + ": ";
    return switch (effect.measure()) {
      case NONE -> "";
      case RATE_RATIO -> "the latter recovers at " + ratio(effect) + p;
      case DIFFERENCE, PAIRED_DIFFERENCE -> "the latter takes " + difference(effect) + p;
    };
  }

  private static String ratio(Effect effect) {
    return Figures.number(effect.value())
        + " times the rate ["
        + Figures.number(effect.low())
        + ", "
        + Figures.number(effect.high())
        + "]";
  }

  private static String difference(Effect effect) {
    boolean less = effect.value() >= 0;
    return Figures.time(Math.abs(effect.value()))
        + (less ? " less [" : " more [")
        + Figures.time(less ? effect.low() : -effect.high())
        + ", "
        + Figures.time(less ? effect.high() : -effect.low())
        + "]"
        + (effect.measure() == Measure.PAIRED_DIFFERENCE ? " by pairs of one seed" : "");
  }

  private static String test(Measure measure) {
    return switch (measure) {
      case RATE_RATIO -> "log-rank";
      case DIFFERENCE -> "Mann-Whitney";
      case PAIRED_DIFFERENCE -> "signed-rank";
      case NONE -> "";
    };
  }

  private static String probability(double p) {
    return p < 1e-4
        ? "p < 0.0001"
        : String.format(Locale.ROOT, p < 1e-3 ? "p = %.4f" : "p = %.3f", p);
  }

  private static String conclusion(Effect effect) {
    String other = effect.other().repetition().configuration();
    return switch (effect.conclusion()) {
      case SOONER -> other + " comes back sooner";
      case LATER -> other + " comes back later";
      case CANNOT_TELL ->
          effect.measure() == Measure.NONE
              ? "cannot tell: it takes " + Estimate.LEAST + " runs of each that count"
              : "cannot tell";
    };
  }
}
