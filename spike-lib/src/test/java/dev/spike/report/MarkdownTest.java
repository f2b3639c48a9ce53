package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  @Test
  void oneTableAndWhereItRan() {
    assertThat(Markdown.of(Example.results()))
        .isEqualTo(
            """
            ### Spike: 3 scenarios: 1 FAILED, 1 INVALID, 1 SKIPPED; seed 42

            | Scenario | Criterion | Measured | Wanted | |
            |---|---|---|---|---|
            | **pool** | recovery | 1.20 s \\[1.00 s, 1.40 s\\] |  | **FAILED** |
            |  | p95 in SPIKE | 700 ms \\[700 ms, open\\] | &lt; 5.00 s | met |
            |  | error rate in SPIKE | 20.0% \\[15.0%, 25.0%\\] | &lt; 5.00% | **not met** |
            |  | recovery | - (too few samples) | &lt; 5.00 s | **undecided** |
            |  | pool.leaked | 1 (held by worker-1) | &lt;= 0 | **not met** |
            | **broken** |  |  |  | **INVALID** |
            |  | measurement | set-up failed: port 80 is taken |  | **undecided** |
            | **login** |  |  |  | **SKIPPED** |
            |  | measurement | auth: no answer from http://127.0.0.1:1/health in 3 tries |  | skipped |

            <sub>JVM: A JVM 17 · Cores: 2 · started 2026-01-02T03:04:05Z</sub>
            """);
  }

  @Test
  void whatOnlyTheGeneratorDecidesIsUndecided() {
    Results late = new Results(Example.header(), List.of(Example.late(Example.POOL)), false);

    assertThat(Markdown.of(late).lines())
        .anyMatch(line -> line.contains("p95 in SPIKE") && line.endsWith("| **undecided** |"))
        .anyMatch(line -> line.contains("pool.leaked") && line.endsWith("| met |"));
    assertThat(ScenarioSummary.of(Example.late(Example.POOL)))
        .anyMatch(line -> line.startsWith("#   INCONCLUSIVE  p95 in SPIKE"));
  }

  @Test
  void whatTargetsAnswerIsNoMarkup() {
    assertThat(Markdown.cell("a|b <img> [x](y) `c` @team\n# d\u0007"))
        .isEqualTo("a\\|b &lt;img&gt; \\[x\\](y) \\`c\\` \\@team \\# d\uFFFD");
  }

  /** Beyond a mebibyte build servers show nothing at all. */
  @Test
  void staysBelowAMebibyteAndSaysWhatIsLeftOut() {
    List<ScenarioResult> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      ScenarioPlan plan =
          new ScenarioPlan(
              "s" + i, Map.of(), 1, 1, List.of(), Map.of(), List.of(), List.of(), "threads");
      all.add(ScenarioResult.setUpFailed(plan, "\u20ac".repeat(10_000)));
    }
    String text = Markdown.of(new Results(Example.header(), all, false));

    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(800 * 1024, 1 << 20);
    assertThat(text).containsPattern("[0-9]+ more rows would not fit");
  }
}
