package dev.spike.report;

import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metastability;
import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the console says of a scenario that has ended: the verdict and all that it rests on. */
final class ScenarioSummary {
  private static final String INDENT = "#   ";

  private final List<String> lines = new ArrayList<>();

  private ScenarioSummary() {}

  static List<String> of(ScenarioResult result) {
    ScenarioSummary summary = new ScenarioSummary();
    summary.lines.add("");
    summary.lines.add("# Result of " + result.plan().name() + ": " + result.verdict());
    result.reasons().forEach(reason -> summary.lines.add(INDENT + "because " + reason));
    Judgement judgement = result.judgement();
    if (judgement != null) {
      summary.judged(result, judgement);
    }
    Timeline timeline = result.timeline();
    if (timeline != null) {
      summary.measured(timeline);
    }
    return summary.lines;
  }

  private void judged(ScenarioResult result, Judgement judgement) {
    Columns columns = new Columns(Set.of(0, 1, 3, 4, 5));
    judgement.certain().forEach(criterion -> columns.add(cells(criterion)));
    columns.lines().forEach(line -> lines.add(INDENT + line));
    judgement.alerts().forEach(alert -> lines.add(INDENT + "alert: " + Sentences.alert(alert)));
    if (!ResultTable.recovery(result).equals(Figures.NOTHING)) {
      lines.add(INDENT + "recovery: " + Sentences.whole(judgement.recovery()));
      if (judgement.metastability().state() != Metastability.State.UNKNOWN) {
        lines.add(INDENT + Sentences.told(judgement.metastability()));
      }
    }
  }

  private static List<String> cells(CriterionResult result) {
    return List.of(
        Sentences.answer(result.answer()),
        result.criterion().label(),
        Sentences.value(result),
        Sentences.interval(result),
        Sentences.limit(result.criterion()),
        Sentences.detail(result.detail()).strip());
  }

  private void measured(Timeline timeline) {
    timeline.facts().forEach(fact -> lines.add(INDENT + "fact: " + text(fact)));
    timeline
        .events()
        .forEach(event -> lines.add(INDENT + "event: " + text(event, timeline.phases())));
    timeline.errors().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(e -> lines.add(INDENT + "error: " + e.getValue() + " x " + e.getKey()));
    timeline.problems().forEach(problem -> lines.add(INDENT + "problem: " + problem));
  }

  private static String text(Fact fact) {
    return fact.name()
        + " "
        + Figures.of(fact.value(), fact.unit())
        + Sentences.detail(fact.detail());
  }

  private static String text(Event event, List<Phase> phases) {
    String in = event.phaseAmong(phases).map(phase -> " in " + phase.name()).orElse("");
    String planned =
        event.plannedNanos() < 0
            ? ""
            : ", planned at "
                + Figures.instant(event.plannedNanos())
                + ", "
                + Figures.time((double) Math.abs(event.latenessNanos()))
                + (event.latenessNanos() < 0 ? " early" : " late");
    return Figures.instant(event.actualNanos()) + " " + event.name() + in + planned;
  }
}
