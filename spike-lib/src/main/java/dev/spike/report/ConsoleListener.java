package dev.spike.report;

import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run as it happens: the environment, each scenario's plan, a line a second of what ended
 * in it, progress with the time left, each verdict with what it rests on, and the table last. On a
 * terminal the progress stays in place at the bottom, elsewhere it is a line now and then.
 * Thread-safe.
 */
public final class ConsoleListener implements RunListener {
  /** How much is shown. */
  public enum Verbosity {
    /** The table alone. */
    SILENT,
    /** All that is needed to follow a run. */
    NORMAL,
    /** A line each interval instead of each second, with every gauge and this JVM's pauses. */
    EXTRA
  }

  private static final long PLAIN_PROGRESS_NANOS = 10_000_000_000L;
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream out;
  private final Verbosity verbosity;
  private final boolean terminal;
  private final LongSupplier ticker;
  private final boolean table;
  private @Nullable RunHeader header;
  private @Nullable IntervalLine line;
  private int number;
  private long startedAt;
  private long progressAt;
  private long doneNanos;

  /**
   * A console.
   *
   * @param terminal whether what is written can be overwritten in place
   * @param ticker gives nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public ConsoleListener(
      PrintStream out, Verbosity verbosity, boolean terminal, LongSupplier ticker) {
    this(out, verbosity, terminal, ticker, true);
  }

  private ConsoleListener(
      PrintStream out, Verbosity verbosity, boolean terminal, LongSupplier ticker, boolean table) {
    this.out = out;
    this.verbosity = verbosity;
    this.terminal = terminal;
    this.ticker = ticker;
    this.table = table;
  }

  /** A console that leaves the table to somebody else, who puts several runs into one. */
  public ConsoleListener withoutTable() {
    return new ConsoleListener(out, verbosity, terminal, ticker, false);
  }

  @Override
  public synchronized void runStarts(RunHeader run) {
    header = run;
    startedAt = ticker.getAsLong();
    progressAt = startedAt - PLAIN_PROGRESS_NANOS;
    Sentences.header(run).lines().forEach(this::print);
  }

  @Override
  public synchronized void note(String text) {
    print("# Note: " + text);
  }

  @Override
  public synchronized void scenarioStarts(ScenarioPlan plan) {
    number++;
    line = new IntervalLine(plan, verbosity == Verbosity.EXTRA);
    print("");
    print("# Scenario: " + plan.name() + ofAll());
    Map<String, String> about = new LinkedHashMap<>();
    about.put("Parameters", plan.parameters().isEmpty() ? "none" : join(plan.parameters()));
    about.put("Threads", plan.threads());
    about.put("Interval", Figures.length(plan.bucketNanos()));
    about.forEach((label, value) -> print("# " + label + ": " + value));
    plan.phases().forEach(phase -> print("# Phase: " + phase(phase)));
    Sentences.faults(plan.faults(), plan.phases()).forEach(text -> print("# Fault: " + text));
    plan.criteria().forEach(criterion -> print("# Criterion: " + Sentences.asked(criterion)));
    plan.alerts().forEach(alert -> print("# Alert unless: " + Sentences.asked(alert)));
    progress();
  }

  private String ofAll() {
    return header == null ? "" : " (" + number + " of " + header.scenarios() + ")";
  }

  private static String join(Map<String, String> parameters) {
    return String.join(
        ", ", parameters.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  private static String phase(Phase phase) {
    String role = phase.name().equals(phase.role().name()) ? "" : " (" + phase.role() + ")";
    return phase.name()
        + role
        + ", "
        + Figures.length(phase.endNanos() - phase.startNanos())
        + (phase.planned() == 0
            ? ""
            : ", " + phase.planned() + " arrivals, " + Figures.rate(phase.plannedRate()));
  }

  @Override
  public synchronized void interval(ScenarioPlan plan, Increment increment) {
    if (line != null) {
      line.add(increment).ifPresent(this::print);
      progress();
    }
  }

  @Override
  public synchronized void scenarioEnds(ScenarioResult result) {
    if (line != null) {
      line.rest().ifPresent(this::print);
      doneNanos += line.plannedNanos();
      line = null;
    }
    ScenarioSummary.of(result).forEach(this::print);
  }

  @Override
  public synchronized void runEnds(Results results) {
    erase();
    if (table) {
      print("");
      out.print(ResultTable.of(results));
    }
    out.flush();
  }

  /** Progress by load, time left at the pace so far. */
  private void progress() {
    long now = ticker.getAsLong();
    boolean due = terminal || now - progressAt >= PLAIN_PROGRESS_NANOS;
    if (header == null || header.plannedNanos() <= 0 || !due || verbosity == Verbosity.SILENT) {
      return;
    }
    progressAt = now;
    double done = Math.min(header.plannedNanos(), doneNanos + (line == null ? 0 : line.nanos()));
    double pace = done == 0 ? 1 : (now - startedAt) / done;
    String text =
        "# Run progress: "
            + String.format(Locale.ROOT, "%.1f", 100 * done / header.plannedNanos())
            + "% complete, ETA "
            + Figures.countdown((header.plannedNanos() - done) * pace);
    out.print(terminal ? ERASE + text : text + "\n");
    out.flush();
  }

  private void print(String text) {
    if (verbosity != Verbosity.SILENT) {
      erase();
      out.print(text + "\n");
      out.flush();
    }
  }

  private void erase() {
    if (terminal && verbosity != Verbosity.SILENT) {
      out.print(ERASE);
    }
  }
}
