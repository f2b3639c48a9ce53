package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.report.ConsoleListener.Verbosity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {
  private static final String NORMAL =
      """
      # JVM: A JVM 17
      # Cores: 2
      # Seed: 42
      # Started: 2026-01-02T03:04:05Z
      # Scenarios: 3, load of 12 s planned
      # Note: login: a baseline of 5 samples is too thin

      # Scenario: pool (1 of 3)
      # Parameters: size=10, rate=5
      # Threads: platform threads
      # Interval: 0.5 s
      # Phase: WARMUP, 1 s, 5 arrivals, 5/s
      # Phase: BASELINE, 1 s, 5 arrivals, 5/s
      # Phase: SPIKE, 1 s, 10 arrivals, 10/s
      # Phase: RECOVERY, 1 s, 5 arrivals, 5/s
      # Criterion: p95 in SPIKE < 5.00 s
      # Criterion: error rate in SPIKE < 5.00%
      # Criterion: recovery < 5.00 s
      # Criterion: pool.leaked <= 0
      # Alert unless: p95 in SPIKE < 100 ms
      # Run progress: 0.0% complete, ETA 00:00:12
      WARMUP       1.0 s: ended 5, ok 5, errors 0; p50 2.00 ms, p95 2.00 ms, max 2.00 ms; pool.pending 0, pool.active 2
      BASELINE     2.0 s: ended 5, ok 5, errors 0; p50 2.00 ms, p95 4.00 ms, max 4.00 ms; pool.pending 0, pool.active 2
      SPIKE        3.0 s: ended 10, ok 8, errors 2; p50 200 ms, p95 700 ms, max 700 ms; pool.pending 0, pool.active infinite
      RECOVERY     4.0 s: ended 4, ok 4, errors 0; p50 2.00 ms, p95 3.00 ms, max 3.00 ms; pool.pending 0, pool.active 2
      drain        4.0 s: ended 1, ok 0, errors 1; p50 10.0 s, p95 10.0 s, max 10.0 s

      # Result of pool: FAILED
      #   because error rate in SPIKE 20.0% is not < 5.00%
      #   because pool.leaked 1 is not <= 0
      #   met           p95 in SPIKE         700 ms  [700 ms, open]  < 5.00 s
      #   NOT MET       error rate in SPIKE   20.0%  [15.0%, 25.0%]  < 5.00%
      #   INCONCLUSIVE  recovery                  -                  < 5.00 s  (too few samples)
      #   NOT MET       pool.leaked               1                  <= 0      (held by worker-1)
      #   alert: p95 in SPIKE is 700 ms, expected < 100 ms
      #   recovery: 1.20 s [1.00 s, 1.40 s]; loss area 0.25 latency-seconds; operations lost 3
      #   not metastable (all of it)
      #   fact: pool.leaked 1 (held by worker-1)
      #   fact: memory.growth -
      #   event: 2.001 s slow query begins in SPIKE, planned at 2.000 s, 1.00 ms late
      #   event: 2.500 s seen "é" in SPIKE
      #   error: 7 x AssertionError
      #   error: 2 x SQLTimeoutException: no connection within # ms
      #   problem: sampler was late

      # Scenario: login (2 of 3)
      # Parameters: none
      # Threads: -
      # Interval: 0.5 s
      # Phase: WARMUP, 1 s, 5 arrivals, 5/s
      # Phase: BASELINE, 1 s, 5 arrivals, 5/s
      # Phase: SPIKE, 1 s, 10 arrivals, 10/s
      # Phase: RECOVERY, 1 s, 5 arrivals, 5/s
      # Criterion: p95 in SPIKE < 5.00 s
      # Run progress: 33.3% complete, ETA 00:00:22

      # Result of login: SKIPPED
      #   because auth: no answer from http://127.0.0.1:1/health in 3 tries

      # Result of broken: INVALID
      #   because set-up failed: port 80 is taken

      """;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();

  private ConsoleListener console(Verbosity verbosity, boolean terminal) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new ConsoleListener(
        out, verbosity, terminal, () -> now.addAndGet(TimeUnit.SECONDS.toNanos(1)));
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aWholeRunWithoutATerminal() {
    Example.tell(console(Verbosity.NORMAL, false));

    assertThat(shown()).isEqualTo(NORMAL + ResultTableTest.TABLE);
  }

  @Test
  void silentShowsTheTableAlone() {
    Example.tell(console(Verbosity.SILENT, true));

    assertThat(shown()).isEqualTo(ResultTableTest.TABLE);
  }

  @Test
  void aForkLeavesTheTableToItsParent() {
    Example.tell(console(Verbosity.NORMAL, false).withoutTable());

    assertThat(shown() + "\n").isEqualTo(NORMAL);
  }

  @Test
  void onATerminalProgressIsOverwritten() {
    Example.tell(console(Verbosity.NORMAL, true));

    String seen = shown().replaceAll("[^\n\r]*\r\u001b\\[K", "");
    assertThat(seen).isEqualTo(NORMAL.replaceAll("# Run progress.*\n", "") + ResultTableTest.TABLE);
    assertThat(shown()).contains("\r\u001b[K# Run progress: 4.2% complete, ETA 00:00:46\r");
  }

  @Test
  void extraHasALineForEachIntervalAndOwnPauses() {
    Example.tell(console(Verbosity.EXTRA, false));

    assertThat(shown().lines().filter(line -> line.contains(": ended "))).hasSize(9);
    assertThat(shown())
        .contains(
            "WARMUP       0.5 s: ended 2, ok 2, errors 0; p50 2.00 ms, p95 2.00 ms, max 2.00 ms;"
                + " pool.pending 0, pool.active 1.50; own gc 1.00 ms, hiccup 2.00 ms\n");
  }

  /** What the line says of the way back; the target stalls, comes back and stalls again. */
  @Test
  void inRecoveryTheLineSaysWhetherTheTargetIsBack() {
    long bucket = 200 * Example.MS;
    ScenarioPlan plan =
        Example.POOL.over(
            List.of(
                new Phase("BASELINE", Role.BASELINE, 0, 40 * bucket, 2_400, 0),
                new Phase("SPIKE", Role.SPIKE, 40 * bucket, 50 * bucket, 600, 50 * bucket),
                new Phase("RECOVERY", Role.RECOVERY, 50 * bucket, 110 * bucket, 3_600, 0)));
    ScenarioPlan narrow =
        new ScenarioPlan(
            "s", Map.of(), 1, bucket, plan.phases(), Map.of(), List.of(), List.of(), "-");
    ConsoleListener console = console(Verbosity.NORMAL, false);
    console.scenarioStarts(narrow);
    for (int i = 0; i < 110; i++) {
      boolean slow = (i >= 40 && i < 66) || i >= 90;
      long[] times = LongStream.generate(() -> (slow ? 50 : 2) * Example.MS).limit(60).toArray();
      Latencies all = Latencies.of(times);
      Interval ended = new Interval(i, new Outcomes(60, 0, 0, 0, 0, 0), all, all, all, all, all);
      console.interval(narrow, new Increment(i, List.of(ended), Map.of(), 0, 0));
    }

    List<String> lines = shown().lines().filter(line -> line.contains(": ended ")).toList();
    assertThat(lines.get(9)).startsWith("SPIKE").endsWith("max 50.0 ms");
    assertThat(lines.get(10)).startsWith("RECOVERY").endsWith("max 50.0 ms; out of band");
    assertThat(lines.get(16)).endsWith("max 2.00 ms; back since 3.20 s");
    assertThat(lines.get(21)).endsWith("max 50.0 ms; out of band again");
  }
}
