package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Criterion FAST = Criteria.p95().below(Duration.ofSeconds(1));
  private static final CriterionResult UNDECIDED =
      new CriterionResult(FAST, Answer.INCONCLUSIVE, Double.NaN, "too few samples");
  private static final CriterionResult MET = new CriterionResult(FAST, Answer.MET, 5e8, "");
  private static final Recovery RECOVERY = Recovery.inconclusive("no spike");

  private static Judgement invalid(List<String> reasons, CriterionResult... criteria) {
    return new Judgement(Verdict.INVALID, reasons, List.of(criteria), List.of(), RECOVERY);
  }

  @Test
  void isOnlyUndecidedWhereUndecidedCriteriaAreAllReasons() {
    String why = Wording.of(UNDECIDED);

    assertThat(invalid(List.of(why), UNDECIDED).isOnlyUndecided()).isTrue();
    assertThat(invalid(List.of(why), UNDECIDED, MET).isOnlyUndecided()).isTrue();
    assertThat(invalid(List.of("stopped", why), UNDECIDED).isOnlyUndecided()).isFalse();
    assertThat(invalid(List.of("stopped"), MET).isOnlyUndecided()).isFalse();
    assertThat(invalid(List.of(), MET).isOnlyUndecided()).isFalse();
  }

  @Test
  void oneThatFailedIsMore() {
    Judgement failed =
        new Judgement(Verdict.FAILED, List.of("x"), List.of(UNDECIDED), List.of(), RECOVERY);

    assertThat(failed.isOnlyUndecided()).isFalse();
  }
}
