package dev.spike.diff;

import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import dev.spike.repeat.RankTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * What the operations of a phase show on both sides. Of one run each how surely a figure is known
 * comes from within the run; of several it comes from how the runs scatter, and a difference is
 * told only where their ranks have it too.
 *
 * @param phase by name
 * @param measure what is asked
 * @param base the runs of the base
 * @param head those held against it
 */
record FigureContrast(Phase phase, Measure measure, Side base, Side head) implements Contrast {
  /** Smaller shares of errors are no difference, as the judge has it. */
  private static final double LEAST_SHARE = 0.01;

  /** Those of a phase, of which there are enough operations on both sides. */
  static List<Contrast> of(Phase phase, Side base, Side head) {
    long due = Math.min(due(phase, base), due(phase, head));
    List<Contrast> all = new ArrayList<>();
    for (Measure measure : Measure.all()) {
      if (due >= measure.needed()) {
        all.add(new FigureContrast(phase, measure, base, head));
      }
    }
    return all;
  }

  private static long due(Phase phase, Side side) {
    return side.timelines().stream()
        .mapToLong(run -> run.total(named(phase)).outcomes().due())
        .min()
        .orElse(0);
  }

  private static Predicate<Phase> named(Phase phase) {
    return other -> other.name().equals(phase.name());
  }

  @Override
  public Difference decided(double margin, Confidence among) {
    Estimated was = estimated(base);
    Estimated is = estimated(head);
    double of = was.at(ALONE).value();
    Bounds alone = difference(is.at(ALONE), was.at(ALONE));
    Change change =
        new Decision(margin(of, margin), measure.moreIsWorse())
            .of(alone, difference(is.at(among.figures()), was.at(among.figures())));
    Optional<String> doubt = doubt(change);
    return new Difference(
        measure.label() + " in " + phase.name(),
        measure.unit(),
        of,
        is.at(ALONE).value(),
        alone.low(),
        alone.high(),
        doubt.isPresent() ? Change.CANNOT_TELL : change,
        doubt.orElse(""));
  }

  private double margin(double of, double share) {
    double least =
        measure.unit() == Unit.NANOS ? Math.max(base.resolutionNanos(), head.resolutionNanos()) : 0;
    return measure.byRatio() ? Math.max(share * of, least) : LEAST_SHARE;
  }

  private Bounds difference(Bounds is, Bounds was) {
    return measure.byRatio() ? is.minusByRatio(was) : is.minus(was);
  }

  private Estimated estimated(Side side) {
    List<Timeline> runs = side.timelines();
    return runs.size() == 1 ? within(runs.get(0)) : Runs.of(values(side), measure.byRatio());
  }

  private Estimated within(Timeline run) {
    return measure.within(run, run.indexesOf(named(phase)).toArray());
  }

  private double[] values(Side side) {
    return side.timelines().stream()
        .flatMapToDouble(run -> DoubleStream.of(within(run).at(ALONE).value()))
        .toArray();
  }

  private Optional<String> doubt(Change change) {
    return switch (change) {
      case WORSE, BETTER -> ranksDoubt();
      case CANNOT_TELL -> shortness();
      case SAME -> Optional.empty();
    };
  }

  /** How a figure scatters within a run is seen from one interval to the next. */
  private Optional<String> shortness() {
    boolean seen = !isSingle() || Math.min(intervals(base), intervals(head)) > 1;
    return seen
        ? Optional.empty()
        : Optional.of("one interval does not tell how surely it is known; repeat it with -f");
  }

  private int intervals(Side side) {
    return side.timelines().get(0).indexesOf(named(phase)).toArray().length;
  }

  private boolean isSingle() {
    return base.timelines().size() == 1;
  }

  private Optional<String> ranksDoubt() {
    return isSingle() || RankTest.independent(values(base), values(head)) < 1 - ALONE
        ? Optional.empty()
        : Optional.of("the runs overlap");
  }
}
