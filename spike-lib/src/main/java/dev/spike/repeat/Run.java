package dev.spike.repeat;

import dev.spike.judge.Baseline;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metric;
import dev.spike.judge.Recovery;
import dev.spike.judge.Verdict;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a repeated scenario.
 *
 * @param name as in the table
 * @param seed runs of two configurations with the same seed are a pair
 * @param verdict what was said of it
 * @param reasons why it is not PASSED
 * @param baseline what it took as normal, where there was something
 * @param watchedNanos for how long its recovery was watched; zero where it has no spike
 * @param judgement what it was judged; null where it was not
 */
public record Run(
    String name,
    long seed,
    Verdict verdict,
    List<String> reasons,
    Optional<Baseline> baseline,
    double watchedNanos,
    @Nullable Judgement judgement) {
  /** Copies its list. */
  public Run {
    reasons = List.copyOf(reasons);
  }

  /** A run that left a timeline, or none. */
  public static Run of(
      String name,
      long seed,
      Verdict verdict,
      List<String> reasons,
      @Nullable Timeline timeline,
      @Nullable Judgement judgement) {
    Optional<Timeline> measured = Optional.ofNullable(timeline);
    return new Run(
        name,
        seed,
        verdict,
        reasons,
        measured.flatMap(Baseline::of),
        measured.map(Run::watched).orElse(0.0),
        judgement);
  }

  /** From the end of the last disturbance to the end of the load. */
  private static double watched(Timeline timeline) {
    double end = timeline.phases().stream().mapToLong(p -> p.endNanos()).max().orElse(0);
    return timeline
        .phases(Role.SPIKE)
        .mapToDouble(spike -> end - spike.quietFromNanos())
        .reduce(0, (before, last) -> last);
  }

  /**
   * Why it counts for nothing, whatever the other runs are like. That a criterion could not be
   * decided is no such reason: leaving out the runs that came close to a limit would move the
   * figures of the rest.
   */
  Optional<String> flaw() {
    if (judgement == null) {
      return Optional.of(verdict + ": " + reason(reasons));
    }
    if (judgement.verdict() == Verdict.INVALID && !judgement.isOnlyUndecided()) {
      return Optional.of("INVALID: " + reason(judgement.reasons()));
    }
    boolean asked =
        judgement.criteria().stream()
            .anyMatch(c -> c.criterion().metric() instanceof Metric.RecoveryTime);
    return asked && judgement.recovery().outcome() == Recovery.Outcome.INCONCLUSIVE
        ? Optional.of("recovery INCONCLUSIVE: " + judgement.recovery().detail())
        : Optional.empty();
  }

  private static String reason(List<String> reasons) {
    return reasons.isEmpty() ? "not judged" : reasons.get(0);
  }

  /**
   * Its recovery: censored at the end of the observation unless it was back for good. One that came
   * back and fell out again was not back for good. Empty where it could not be told.
   */
  Optional<CensoredTime> recovery() {
    if (judgement == null || watchedNanos <= 0) {
      return Optional.empty();
    }
    return switch (judgement.recovery().outcome()) {
      case RECOVERED -> Optional.of(CensoredTime.ended(judgement.recovery().nanos()));
      case DEGRADED_PLATEAU, NOT_RECOVERED, RELAPSED ->
          Optional.of(CensoredTime.until(watchedNanos));
      case INCONCLUSIVE -> Optional.empty();
    };
  }
}
