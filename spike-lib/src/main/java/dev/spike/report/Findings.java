package dev.spike.report;

import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metric;
import dev.spike.judge.Verdict;
import dev.spike.judge.Wording;
import dev.spike.measure.Fact;
import dev.spike.measure.Timeline;
import dev.spike.repeat.Repeats;
import dev.spike.repeat.Repetition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run has found out, a line for each scenario that is not PASSED, as one would tell it: its
 * name and verdict, each criterion that is not met, and what else did not happen as predicted.
 */
public final class Findings {
  private static final String PREDICTED = ".predicted";

  private Findings() {}

  /**
   * The lines of a verdict, such as {@code herd FAILED: recovered after 41.0 s [38.0 s, 44.0 s],
   * limit 30.0 s}. Of a scenario that was repeated, what its runs say together, and then each run
   * that says the same: one that was left out says nothing, unless its set-up failed.
   */
  public static List<String> of(Results results, Verdict verdict) {
    List<Repeats> repeated =
        results.repeats().stream().filter(repeats -> repeats.verdict() == verdict).toList();
    Set<String> names =
        repeated.stream().map(repeats -> repeats.repetition().of()).collect(Collectors.toSet());
    return Stream.concat(
            repeated.stream().map(Findings::together),
            results.scenarios().stream()
                .filter(result -> result.verdict() == verdict)
                .filter(result -> counts(result, names))
                .map(Findings::line))
        .toList();
  }

  private static boolean counts(ScenarioResult result, Set<String> repeated) {
    Repetition run = result.plan().repetition();
    return run.isSingle() || repeated.contains(run.of()) || result.setUpFailed();
  }

  private static String together(Repeats repeats) {
    return repeats.repetition().of()
        + " "
        + repeats.verdict()
        + ": "
        + String.join("; ", repeats.reasons());
  }

  private static String line(ScenarioResult result) {
    List<String> told = new ArrayList<>();
    result.reasons().forEach(reason -> told.add(reworded(reason, result.judgement())));
    Timeline timeline = result.timeline();
    if (timeline != null) {
      told.addAll(predictions(timeline.facts()));
    }
    return result.plan().name() + " " + result.verdict() + ": " + String.join("; ", told);
  }

  /** A reason that is a criterion's answer, told as a finding; any other as it is. */
  private static String reworded(String reason, @Nullable Judgement judgement) {
    return judgement == null
        ? reason
        : judgement.criteria().stream()
            .filter(result -> reason.equals(Wording.of(result)))
            .findFirst()
            .map(result -> told(result, judgement))
            .orElse(reason);
  }

  private static String told(CriterionResult result, Judgement judgement) {
    Criterion criterion = result.criterion();
    boolean known = !Double.isNaN(result.value());
    String limit = ", limit " + Figures.of(criterion.limit(), criterion.metric().unit());
    String detail = Sentences.detail(result.detail());
    if (criterion.metric() instanceof Metric.RecoveryTime) {
      return Sentences.outcome(judgement) + limit + detail;
    }
    String interval = Sentences.interval(result);
    String value = Sentences.value(result) + (interval.isEmpty() ? "" : " " + interval);
    return criterion.label() + (known ? " was " + value : " is not known") + limit + detail;
  }

  /** Times that were foretold and came otherwise, beside each other. */
  private static List<String> predictions(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> !Double.isNaN(fact.value()))
        .flatMap(fact -> predicted(fact, facts).stream())
        .collect(Collectors.toList());
  }

  private static Optional<String> predicted(Fact fact, List<Fact> facts) {
    return facts.stream()
        .filter(other -> other.name().equals(fact.name() + PREDICTED))
        .filter(other -> !Double.isNaN(other.value()) && other.value() != fact.value())
        .findFirst()
        .map(
            other ->
                fact.name()
                    + " was "
                    + Figures.of(fact.value(), fact.unit())
                    + Sentences.detail(fact.detail())
                    + ", its configuration predicts "
                    + Figures.of(other.value(), other.unit()));
  }
}
