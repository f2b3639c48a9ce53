package dev.spike.report;

import dev.spike.frontier.Band;
import dev.spike.frontier.Finding;
import dev.spike.frontier.SearchSpace;
import dev.spike.frontier.Threshold;
import dev.spike.frontier.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;

/** A search for the recovery frontier for people: its table, what was noticed, and its trials. */
public final class FrontierText {
  private FrontierText() {}

  /** Everything, lines ended by a line feed. */
  public static String of(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(head(finding));
    lines.addAll(thresholds(finding));
    lines.addAll(remarks(finding));
    lines.addAll(trials(finding));
    return String.join("\n", lines) + "\n";
  }

  /** One trial in one line. */
  public static String line(Trial trial) {
    return String.join(
        ", ",
        Figures.rate(trial.spike().height()) + " for " + time(trial.spike().seconds()),
        words(trial.answer()),
        trial.detail());
  }

  private static String head(Finding finding) {
    long left = finding.trials().size() - finding.answers();
    return "# Recovery frontier: "
        + finding.answers()
        + " answers of "
        + finding.space().trials()
        + (left == 0 ? "" : ", " + left + (left == 1 ? " trial" : " trials") + " not counted")
        + (finding.complete() ? "" : "; ended early")
        + "; in brackets what holds with 95%";
  }

  private static List<String> thresholds(Finding finding) {
    if (finding.thresholds().isEmpty()) {
      return List.of();
    }
    Columns columns = new Columns(Set.of());
    columns.add(List.of("Height", "D10", "D50", "D90", "Excess work"));
    finding.thresholds().forEach(threshold -> columns.add(row(threshold, finding.space())));
    return columns.lines();
  }

  private static List<String> row(Threshold threshold, SearchSpace space) {
    String work =
        Double.isNaN(threshold.excessWork().low())
            ? Figures.NOTHING
            : band(threshold.excessWork(), FrontierText::time);
    DoubleFunction<String> told = seconds -> limited(seconds, space);
    return switch (threshold.place()) {
      case ABOVE -> none(threshold, "> " + time(space.longest()));
      case BELOW -> none(threshold, "< " + time(space.shortest()));
      case WITHIN, OPEN ->
          List.of(
              Figures.rate(threshold.height()),
              band(threshold.d10(), told),
              band(threshold.d50(), told),
              band(threshold.d90(), told),
              work);
    };
  }

  private static List<String> none(Threshold threshold, String d50) {
    return List.of(
        Figures.rate(threshold.height()), Figures.NOTHING, d50, Figures.NOTHING, Figures.NOTHING);
  }

  private static String band(Band band, DoubleFunction<String> figure) {
    return figure.apply(band.median())
        + " ["
        + figure.apply(band.low())
        + ", "
        + figure.apply(band.high())
        + "]";
  }

  private static String limited(double seconds, SearchSpace space) {
    if (seconds == 0) {
      return "< " + time(space.shortest());
    }
    return Double.isInfinite(seconds) ? "> " + time(space.longest()) : time(seconds);
  }

  private static List<String> remarks(Finding finding) {
    List<String> lines = new ArrayList<>();
    finding
        .harmless()
        .ifPresent(
            rate ->
                lines.add(
                    "# By the curve through all heights no spike up to "
                        + band(rate, Figures::rate)
                        + " does lasting harm"));
    lines.add("# " + (finding.monotone() ? monotone(finding) : contradicted(finding)));
    return lines;
  }

  private static String monotone(Finding finding) {
    return String.format(
        Locale.ROOT,
        "Nothing says that longer spikes do less harm (E = %.2g < %.0f), but between durations a"
            + " factor of %.2f apart nothing was tried",
        finding.contradiction(),
        Finding.CONTRADICTED,
        finding.widestGap());
  }

  private static String contradicted(Finding finding) {
    return String.format(
        Locale.ROOT,
        "NOT MONOTONE: stuck after some spikes and back after longer ones (E = %.2g >= %.0f, wrong"
            + " in at most 5%% of searches); no D50 would be true, see the trials",
        finding.contradiction(),
        Finding.CONTRADICTED);
  }

  private static List<String> trials(Finding finding) {
    Columns columns = new Columns(Set.of(3, 4, 5));
    columns.add(List.of("Trial", "Height", "Duration", "Answer", "Chosen for", "Seen"));
    int number = 0;
    for (Trial trial : finding.trials()) {
      columns.add(
          List.of(
              Integer.toString(++number),
              Figures.rate(trial.spike().height()),
              time(trial.spike().seconds()),
              words(trial.answer()),
              words(trial.purpose()),
              trial.detail()));
    }
    return columns.lines();
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String time(double seconds) {
    return Figures.time(seconds * 1e9);
  }
}
