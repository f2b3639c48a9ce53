package dev.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.judge.Verdict;
import dev.spike.repeat.Effect;
import dev.spike.report.ResultTable;
import dev.spike.report.ScenarioResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of 0.2 s, several of each scenario in this JVM. */
@Timeout(120)
class RepeatedRunsTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  private Scenario scenario(String name) {
    return BriefRuns.scenario(name)
        .setUp(() -> log.add("set up"))
        .tearDown(() -> log.add("last"))
        .tearDown(() -> log.add("first"));
  }

  @Test
  void repeatsHaveTheirOwnSeedsAndAreTakenTogether() {
    Report report = new SpikeRunner(SpikeOptions.defaults().seed(7).repeats(2)).run(scenario("r"));

    assertThat(report.scenarios()).extracting(s -> s.plan().name()).containsExactly("r", "r#2");
    assertThat(report.scenarios()).extracting(s -> s.plan().seed()).containsExactly(7L, 8L);
    assertThat(report.repeats()).singleElement().matches(r -> r.verdict() == Verdict.PASSED);
    assertThat(report.passed()).isTrue();
    assertThat(ResultTable.of(report.results())).contains("# r         2", "in one JVM");
    assertThat(log).containsExactly("set up", "first", "last", "set up", "first", "last");
  }

  /** The second of three runs cannot be trusted: the others are the majority. */
  @Test
  void oneInvalidRunOfThreeIsLeftOut() {
    AtomicInteger torn = new AtomicInteger();
    Scenario once =
        scenario("once")
            .tearDown(
                () -> {
                  if (torn.incrementAndGet() == 2) {
                    throw new IllegalStateException("still there");
                  }
                });
    Report report = new SpikeRunner(SpikeOptions.defaults().repeats(3)).run(once);

    assertThat(report.scenarios())
        .extracting(ScenarioResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.INVALID, Verdict.PASSED);
    assertThat(report.exitCode()).isZero();
    assertThat(report.repeats().get(0).excluded())
        .extracting(e -> e.run())
        .containsExactly("once#2");
  }

  @Test
  void scenariosThatAreComparedTakeTurnsUnderTheSameSeeds() {
    Report report =
        new SpikeRunner(SpikeOptions.defaults().seed(1).repeats(2))
            .compare(scenario("a"), scenario("b"));

    assertThat(report.scenarios())
        .extracting(s -> s.plan().name())
        .containsExactly("a", "b", "a#2", "b#2");
    assertThat(report.scenarios()).extracting(s -> s.plan().seed()).containsExactly(1L, 1L, 2L, 2L);
    assertThat(report.effects())
        .singleElement()
        .matches(effect -> effect.conclusion() == Effect.Conclusion.CANNOT_TELL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpikeRunner(SpikeOptions.defaults()).compare(scenario("a")))
        .withMessageContaining("at least two, the control first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpikeOptions.defaults().repeats(0))
        .withMessageContaining("at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpikeOptions.defaults().param("rate"))
        .withMessageContaining("no value");
  }
}
