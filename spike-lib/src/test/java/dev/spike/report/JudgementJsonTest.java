package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Judgement;
import dev.spike.judge.Recovery;
import dev.spike.judge.Spell;
import dev.spike.judge.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JudgementJsonTest {
  private static final Recovery RELAPSED =
      new Recovery(
          Recovery.Outcome.RELAPSED,
          2,
          1,
          3,
          0.5,
          4,
          "why",
          List.of(new Spell(5, 9), new Spell(20, 21)));

  @Test
  void aRelapseKeepsItsTimes() {
    assertThat(read(written()).recovery()).isEqualTo(RELAPSED);
    assertThat(read(written()).recovery().outOfBandNanos()).isEqualTo(5);
  }

  @Test
  void olderFilesHaveNoTimes() {
    ObjectNode older = written();
    ((ObjectNode) older.get("judgement").get("recovery")).remove("relapses");

    assertThat(read(older).recovery().relapses()).isEmpty();
  }

  private static ObjectNode written() {
    Judgement judgement = new Judgement(Verdict.FAILED, List.of(), List.of(), List.of(), RELAPSED);
    ObjectNode node = Json.object();
    JudgementJson.putVerdict(
        node, ScenarioResult.judged(Example.POOL, Example.timeline(), judgement));
    return node;
  }

  private static Judgement read(ObjectNode node) {
    return Objects.requireNonNull(JudgementJson.judgementOf(node));
  }
}
