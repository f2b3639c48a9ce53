package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Judgement;
import dev.spike.judge.Metastability;
import dev.spike.judge.Recovery;
import dev.spike.judge.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  static final String TABLE =
      """
      Scenario  Phase     Arrivals  Planned  Achieved      p50      p95      p99      max  Errors  Recovery                                          Verdict
      pool      BASELINE         5      5/s       5/s  2.00 ms  4.00 ms  4.00 ms  4.00 ms   0.00%
      pool      SPIKE           10     10/s      10/s   200 ms   700 ms   700 ms   700 ms   20.0%  1.20 s [1.00 s, 1.40 s]                           FAILED
      pool      RECOVERY         5      5/s       5/s  3.00 ms   10.0 s   10.0 s   10.0 s   20.0%
      login     -                -        -         -        -        -        -        -       -  auth: no answer from http://127.0.0.1:1/healt...  SKIPPED
      broken    -                -        -         -        -        -        -        -       -  set-up failed: port 80 is taken                   INVALID

      # 3 scenarios: 1 FAILED, 1 INVALID, 1 SKIPPED; seed 42
      # fault of pool: slow query in SPIKE, RECOVERY, 2.001 s to 4.000 s
      # pool is FAILED:
      #   error rate in SPIKE 20.0% is not < 5.00%
      #   pool.leaked 1 is not <= 0
      # login is SKIPPED:
      #   auth: no answer from http://127.0.0.1:1/health in 3 tries
      # broken is INVALID:
      #   set-up failed: port 80 is taken
      # alert of pool: p95 in SPIKE is 700 ms, expected < 100 ms
      """;

  @Test
  void rowsReasonsAndAlertsOfARun() {
    assertThat(ResultTable.of(Example.results())).isEqualTo(TABLE);
  }

  @Test
  void aStuckTargetIsCalledMetastable() {
    ScenarioResult pool = Example.pool();
    Judgement judged = Objects.requireNonNull(pool.judgement());
    Judgement stuck =
        new Judgement(
            judged.verdict(),
            judged.reasons(),
            judged.criteria(),
            judged.alerts(),
            new Recovery(Recovery.Outcome.NOT_RECOVERED, 0, 0, 0, 0, 0, ""),
            new Metastability(Metastability.State.METASTABLE, ""));
    ScenarioResult result = ScenarioResult.judged(pool.plan(), Example.timeline(), stuck);

    assertThat(ResultTable.of(new Results(Example.header(), List.of(result), false)))
        .contains("  METASTABLE  FAILED\n");
  }

  @Test
  void exactlyOneRowOfAScenarioEndsWithItsVerdict() {
    String table = ResultTable.of(Example.results());

    assertThat(table.lines().filter(ResultTableTest::carriesVerdict)).hasSize(3);
  }

  private static boolean carriesVerdict(String line) {
    String last = line.substring(line.lastIndexOf(' ') + 1);
    return !line.startsWith("#")
        && List.of(Verdict.values()).stream().anyMatch(v -> v.name().equals(last));
  }

  @Test
  void aRunThatWasCutOffSaysSo() {
    Results whole = Example.results();
    Results partial = new Results(whole.header(), whole.scenarios().subList(0, 1), true);

    assertThat(ResultTable.of(partial))
        .contains("# 1 scenario: 1 FAILED; seed 42; PARTIAL: the run was cut off\n");
  }

  @Test
  void aRunOfNothingHasAHeadingAndACount() {
    assertThat(ResultTable.of(new Results(Example.header(), List.of(), false)).lines())
        .hasSize(3)
        .last()
        .isEqualTo("# 0 scenarios; seed 42");
  }
}
