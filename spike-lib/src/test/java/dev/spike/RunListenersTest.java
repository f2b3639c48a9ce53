package dev.spike;

import static dev.spike.BriefRuns.only;
import static dev.spike.Units.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spike.judge.Criteria;
import dev.spike.judge.Verdict;
import dev.spike.measure.Increment;
import dev.spike.report.Results;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners are told, and what becomes of a run whose listener fails. */
@Timeout(120)
class RunListenersTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  private Scenario scenario(String name) {
    return BriefRuns.scenario(name)
        .setUp(() -> log.add("set up"))
        .tearDown(() -> log.add("last"))
        .tearDown(() -> log.add("first"));
  }

  /** Notes what it is told. */
  private final class Noting implements RunListener {
    private final String failing;

    Noting(String failing) {
      this.failing = failing;
    }

    private void told(String what) {
      log.add(what);
      if (what.equals(failing)) {
        throw new IllegalStateException("cannot " + what);
      }
    }

    @Override
    public void note(String line) {
      told("note");
    }

    @Override
    public void scenarioStarts(ScenarioPlan plan) {
      told("starts");
    }

    @Override
    public void interval(ScenarioPlan plan, Increment increment) {
      told("interval " + increment.index());
    }

    @Override
    public void scenarioEnds(ScenarioResult result) {
      told("ends");
    }

    @Override
    public void runEnds(Results results) {
      told("run ends");
    }

    @Override
    public void close() {
      told("closed");
    }
  }

  private Report listened(Scenario scenario, String failing) {
    return new SpikeRunner(SpikeOptions.defaults().listener(new Noting(failing))).run(scenario);
  }

  @Test
  void listenersAreToldInOrder() {
    listened(scenario("thin").expect(Criteria.recovery().within(millis(1))).bucket(millis(3)), "");

    assertThat(log).startsWith("note", "starts", "set up", "interval 0", "interval 1");
    assertThat(log).endsWith("first", "last", "ends", "run ends", "closed");
  }

  @Test
  void aListenerThatFailsIsAProblemOrEndsTheRunButIsClosed() {
    ScenarioResult result = only(listened(scenario("full"), "interval 1"));

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.reasons().get(0)).contains("cannot interval 1");
    assertThatIllegalStateException().isThrownBy(() -> listened(scenario("full"), "starts"));
    assertThat(log).endsWith("starts", "closed");
  }
}
