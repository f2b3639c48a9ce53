package dev.spike.judge;

import dev.spike.measure.Unit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text forms of metrics; every form ever written to a result file stays readable. */
final class MetricText {
  private static final String OF_BASELINE = " of baseline";
  private static final String RETURN = "return of ";
  private static final Pattern DETECTION = Pattern.compile("detection of (\\S+) by (.+)");
  private static final Pattern AFTER_EACH = Pattern.compile("recovery after each (\\S+)");
  private static final Pattern EVERY = Pattern.compile("(.+) in every (\\d+) ns");
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d+(?:\\.\\d+)?)");

  private MetricText() {}

  static Metric parse(String text) {
    Matcher every = EVERY.matcher(text);
    if (text.endsWith(OF_BASELINE)) {
      return new Metric.OfBaseline(parse(text.substring(0, text.length() - OF_BASELINE.length())));
    }
    if (every.matches()) {
      return new Metric.Every(ofLoad(every.group(1)), Long.parseLong(every.group(2)));
    }
    Matcher detection = DETECTION.matcher(text);
    if (detection.matches()) {
      return new TimeToDetect(detection.group(1), parse(detection.group(2)));
    }
    Matcher afterEach = AFTER_EACH.matcher(text);
    if (afterEach.matches()) {
      return new RecoveryAfterEach(afterEach.group(1));
    }
    if (text.startsWith(RETURN)) {
      return new Metric.ReturnTime(ofLoad(text.substring(RETURN.length())));
    }
    return named(text.split(" ", -1)).or(() -> single(text)).orElseThrow(() -> unknown(text));
  }

  private static Metric.OfLoad ofLoad(String text) {
    return single(text)
        .filter(Metric.OfLoad.class::isInstance)
        .map(Metric.OfLoad.class::cast)
        .orElseThrow(() -> unknown(text));
  }

  /** Those that name a fact or a gauge. */
  private static Optional<Metric> named(String[] words) {
    if (words.length == 5 && words[0].equals("share") && words[3].equals("above")) {
      return Optional.of(
          new Metric.GaugeShare(words[1], Unit.valueOf(words[2]), Double.parseDouble(words[4])));
    }
    if (words.length != 3) {
      return Optional.empty();
    }
    if (words[0].equals("fact")) {
      return Optional.of(new Metric.FactValue(words[1], Unit.valueOf(words[2])));
    }
    return Arrays.stream(Reading.values())
        .filter(reading -> reading.word().equals(words[0]))
        .findFirst()
        .map(reading -> new Metric.GaugeFigure(reading, words[1], Unit.valueOf(words[2])));
  }

  private static Optional<Metric> single(String text) {
    Matcher percentile = PERCENTILE.matcher(text);
    if (percentile.matches()) {
      return Optional.of(new Metric.Percentile(Double.parseDouble(percentile.group(1))));
    }
    return Optional.ofNullable(
        switch (text) {
          case "error rate" -> new Metric.ErrorRate();
          case "mean" -> new Metric.Mean();
          case "goodput" -> new Metric.Goodput();
          case "recovery" -> new Metric.RecoveryTime();
          case "metastable" -> new Metric.Metastable();
          case "leak" -> new Metric.Leak();
          default -> null;
        });
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "metric '" + text + "': it must be one such as p95, error rate, mean or recovery");
  }
}
