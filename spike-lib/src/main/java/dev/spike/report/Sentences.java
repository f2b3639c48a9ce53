package dev.spike.report;

import dev.spike.judge.Answer;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metastability;
import dev.spike.judge.Metastability.State;
import dev.spike.judge.Recovery;
import dev.spike.measure.FaultSpan;
import dev.spike.measure.Phase;
import dev.spike.measure.Unit;
import dev.spike.repeat.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How what was asked and what came of it read; the same in the console and below the table. */
final class Sentences {
  private static final int REASON_LENGTH = 48;

  private Sentences() {}

  /** Such as {@code p95 in SPIKE < 5.00 s}. */
  static String asked(Criterion criterion) {
    return criterion.label() + " " + limit(criterion);
  }

  static String limit(Criterion criterion) {
    return criterion.comparison().symbol()
        + " "
        + Figures.of(criterion.limit(), criterion.metric().unit());
  }

  static String value(CriterionResult result) {
    return Figures.of(result.value(), result.criterion().metric().unit());
  }

  /** The interval of a value, such as {@code [4.70 s, 5.20 s]}; empty where there is none. */
  static String interval(CriterionResult result) {
    Unit unit = result.criterion().metric().unit();
    return Double.isNaN(result.low()) ? "" : interval(result.low(), result.high(), unit);
  }

  private static String interval(double low, double high, Unit unit) {
    return "[" + Figures.of(low, unit) + ", " + Figures.of(high, unit) + "]";
  }

  static String answer(Answer answer) {
    return switch (answer) {
      case MET -> "met";
      case NOT_MET -> "NOT MET";
      case INCONCLUSIVE -> "INCONCLUSIVE";
    };
  }

  /** Such as {@code p95 in SPIKE is 2.50 s, expected < 2.00 s}. */
  static String alert(CriterionResult result) {
    Criterion criterion = result.criterion();
    String found =
        result.answer() == Answer.INCONCLUSIVE
            ? "could not be decided"
            : ("is " + value(result) + " " + interval(result)).stripTrailing();
    return criterion.label()
        + " "
        + found
        + ", expected "
        + limit(criterion)
        + detail(result.detail());
  }

  /** The way back in few words: stuck, or as of {@link #brief(Recovery)}. */
  static String brief(Judgement judgement) {
    boolean stuck =
        judgement.metastability().state() == State.METASTABLE
            && judgement.recovery().outcome() != Recovery.Outcome.RECOVERED;
    return stuck ? State.METASTABLE.name() : brief(judgement.recovery());
  }

  /** What became of the target, such as {@code recovered after 41.0 s [38.0 s, 44.0 s]}. */
  static String outcome(Judgement judgement) {
    boolean recovered = judgement.recovery().outcome() == Recovery.Outcome.RECOVERED;
    return (recovered ? "recovered after " : "") + brief(judgement);
  }

  /** A recovery in few words: the time and its interval, or what came instead. */
  private static String brief(Recovery recovery) {
    if (recovery.outcome() != Recovery.Outcome.RECOVERED) {
      return recovery.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    String interval =
        Double.isNaN(recovery.lowNanos())
            ? ""
            : " " + interval(recovery.lowNanos(), recovery.highNanos(), Unit.NANOS);
    return Figures.time(recovery.nanos()) + interval;
  }

  /** All that is known of a recovery. */
  static String whole(Recovery recovery) {
    StringBuilder text = new StringBuilder(brief(recovery));
    if (!Double.isNaN(recovery.lossSeconds())) {
      text.append("; loss area ").append(Figures.of(recovery.lossSeconds(), Unit.COUNT));
      text.append(" latency-seconds");
    }
    if (!Double.isNaN(recovery.lostOperations())) {
      text.append("; operations lost ").append(Figures.number(recovery.lostOperations()));
    }
    return text + (recovery.detail().isEmpty() ? "" : "; " + recovery.detail());
  }

  /** Such as {@code not metastable (...)}. */
  static String told(Metastability metastability) {
    String state = metastability.state().name();
    boolean stuck = metastability.state() == State.METASTABLE;
    return (stuck ? state : state.toLowerCase(Locale.ROOT).replace('_', ' '))
        + detail(metastability.detail());
  }

  /** A figure of several runs with its interval, or why there is none. */
  static String estimate(Estimate estimate, Unit unit) {
    if (estimate.runs() == 0) {
      return Figures.NOTHING;
    }
    String censored =
        estimate.censored() + " of " + estimate.runs() + " not back in " + watched(estimate);
    if (Double.isInfinite(estimate.value())) {
      return estimate.censored() == estimate.runs()
          ? "not recovered in " + watched(estimate) + " (" + estimate.runs() + " runs)"
          : "median open" + interval(estimate, unit) + "; " + censored;
    }
    String value = Figures.of(estimate.value(), unit) + interval(estimate, unit);
    return estimate.censored() == 0 ? value : "median " + value + "; " + censored;
  }

  private static String watched(Estimate estimate) {
    return Figures.time(estimate.watched());
  }

  private static String interval(Estimate estimate, Unit unit) {
    return estimate.hasInterval()
        ? " [" + Figures.of(estimate.low(), unit) + ", " + Figures.of(estimate.high(), unit) + "]"
        : " (no interval below " + Estimate.LEAST + " runs)";
  }

  /** What is known of a run before its first scenario, a line each. */
  static String header(RunHeader header) {
    StringBuilder text = new StringBuilder();
    header
        .environment()
        .forEach((label, value) -> text.append("# ").append(label + ": " + value).append('\n'));
    String planned = header.plannedNanos() > 0 ? ", load of " + length(header) + " planned" : "";
    text.append("# Seed: ").append(header.seed()).append('\n');
    text.append("# Started: ").append(header.started()).append('\n');
    return text + "# Scenarios: " + header.scenarios() + planned + "\n";
  }

  private static String length(RunHeader header) {
    return Figures.length(header.plannedNanos());
  }

  /** A line for each fault, such as {@code latency-on-db in SPIKE, 6.000 s to 8.000 s}. */
  static List<String> faults(List<FaultSpan> faults, List<Phase> phases) {
    return faults.stream()
        .map(FaultSpan::name)
        .distinct()
        .map(
            name ->
                fault(name, faults.stream().filter(f -> f.name().equals(name)).toList(), phases))
        .toList();
  }

  private static String fault(String name, List<FaultSpan> spans, List<Phase> phases) {
    Stream<String> in =
        phases.stream()
            .filter(phase -> spans.stream().anyMatch(span -> span.within(phase) > 0))
            .map(Phase::name);
    Stream<String> when =
        spans.stream()
            .map(s -> Figures.instant(s.fromNanos()) + " to " + Figures.instant(s.toNanos()));
    return name + " in " + Stream.concat(in, when).collect(Collectors.joining(", "));
  }

  /** A detail behind what it explains. */
  static String detail(String detail) {
    return detail.isEmpty() ? "" : " (" + detail + ")";
  }

  /** One line that fits into a cell. */
  static String shortened(String reason) {
    String line = reason.lines().findFirst().orElse("");
    return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH - 3) + "...";
  }
}
