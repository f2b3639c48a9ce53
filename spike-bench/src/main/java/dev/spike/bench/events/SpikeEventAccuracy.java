package dev.spike.bench.events;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Prints false alarms and detections of the spike detector on simulated series. Seeds are fixed, so
 * that the table is the same each time.
 *
 * <pre>
 * java -cp spike-bench/target/benchmarks.jar dev.spike.bench.events.SpikeEventAccuracy [values]
 * </pre>
 */
public final class SpikeEventAccuracy {
  private static final long SEED = 18;
  private static final double RATE = 1e-4;
  private static final int SHORT = 200;
  private static final int SPIKES = 200;

  private final PrintStream out;
  private final long values;

  private SpikeEventAccuracy(PrintStream out, long values) {
    this.out = out;
    this.values = values;
  }

  /** The one argument is how many values each series has; 300,000 without. */
  public static void main(String[] args) {
    long values = args.length == 0 ? 300_000 : Long.parseLong(args[0]);
    new SpikeEventAccuracy(new PrintStream(System.out, true, StandardCharsets.UTF_8), values)
        .print();
  }

  private void print() {
    print(
        "False alarms asked for: 1 in 10,000 values; seed %d; %,d values a series, and as many in"
            + " series of %d. Of what was asked for:%n%n",
        SEED, values, SHORT);
    print(
        "| series without a spike | long | short | spike | found in 1 / 3 / 10 / 30 values | start off by | end off by |%n");
    print("|---|---|---|---|---|---|---|%n");
    NullSeries.all().forEach(this::row);
    print(
        "%nNot promised:%n%n| series | long | short | spike | found in 1 / 3 / 10 / 30 values | start off by | end off by |%n|---|---|---|---|---|---|---|%n");
    NullSeries.beyond().forEach(this::row);
  }

  private void row(NullSeries series) {
    FalseAlarms lasting = FalseAlarms.lasting(series, RATE, values, SEED);
    FalseAlarms starting = FalseAlarms.starting(series, RATE, SHORT, (int) (values / SHORT), SEED);
    print(
        "| %s | %.2f | %.2f ",
        series.name(), lasting.perValue() / RATE, starting.perValue() / RATE);
    print("%s%n| | | %s%n", spike(series, 2), spike(series, 4));
  }

  private static String spike(NullSeries series, double height) {
    Detection found = Detection.of(series, height, RATE, SPIKES, SEED);
    return String.format(
        Locale.ROOT,
        "| x%.0f | %.0f / %.0f / %.0f / %.0f %% | %.0f | %.0f |",
        height,
        100 * found.within(1),
        100 * found.within(3),
        100 * found.within(10),
        100 * found.within(Detection.LENGTH),
        Detection.median(found.startErrors()),
        Detection.median(found.endErrors()));
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }
}
