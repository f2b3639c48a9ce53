package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static int code(boolean partial, ScenarioResult... scenarios) {
    return new Results(Example.header(), List.of(scenarios), partial).exitCode();
  }

  private static ScenarioResult measured(Verdict verdict) {
    return new ScenarioResult(Example.POOL, verdict, List.of(), Example.timeline(), null, false);
  }

  @Test
  void aSetUpThatFailedComesFirstThenFailureThenDoubt() {
    ScenarioResult passed = measured(Verdict.PASSED);
    ScenarioResult failed = measured(Verdict.FAILED);
    ScenarioResult invalid = measured(Verdict.INVALID);

    assertThat(code(false, passed)).isZero();
    assertThat(code(false, passed, Example.login())).isZero();
    assertThat(code(false, Example.login())).isEqualTo(2);
    assertThat(code(false)).isEqualTo(2);
    assertThat(code(false, passed, invalid)).isEqualTo(2);
    assertThat(code(true, passed)).isEqualTo(2);
    assertThat(code(true, failed, invalid)).isEqualTo(1);
    assertThat(code(false, failed, Example.broken())).isEqualTo(3);
  }
}
