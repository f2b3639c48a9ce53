package dev.spike;

import static dev.spike.BriefRuns.only;
import static dev.spike.BriefRuns.run;
import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.Units.megabytes;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.memoryGrowth;
import static dev.spike.measure.Role.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.judge.Criteria;
import dev.spike.judge.Verdict;
import dev.spike.measure.Fact;
import dev.spike.measure.MemoryReading;
import dev.spike.report.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of 0.2 s: what becomes of a scenario, from its set-up to the exit code. */
@Timeout(120)
class SpikeRunnerTest {
  private static final long MB = 1 << 20;

  private final List<String> log = new CopyOnWriteArrayList<>();

  private Scenario scenario(String name) {
    return BriefRuns.scenario(name)
        .setUp(() -> log.add("set up"))
        .tearDown(() -> log.add("last"))
        .tearDown(() -> log.add("first"));
  }

  @Test
  void aScenarioThatIsMetPasses() {
    Report report = run(scenario("good"));

    assertThat(only(report).reasons()).isEmpty();
    assertThat(only(report).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.passed()).isTrue();
    assertThat(report.exitCode()).isZero();
    assertThat(report.results().header().seed()).isEqualTo(7);
    assertThat(log).containsExactly("set up", "first", "last");
  }

  @Test
  void oneThatIsNotMetFailsTheRun() {
    Scenario bad =
        scenario("bad")
            .operation(
                () -> {
                  throw new IllegalStateException("no");
                });
    Report report = run(scenario("good"), bad);

    assertThat(report.scenarios())
        .extracting(ScenarioResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FAILED);
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.passed()).isFalse();
    assertThat(report.toString())
        .startsWith("Scenario ")
        .contains("# 2 scenarios: 1 PASSED, 1 FAILED; seed 7", "# bad is FAILED:");
  }

  @Test
  void aTargetThatIsNotThereIsSkippedOrFailedIfRequired() {
    Scenario absent = scenario("absent").health(() -> new Health(false, "refused thrice"));
    Report skipped = run(absent);
    Report required = new SpikeRunner(SpikeOptions.defaults().requireAll(true)).run(absent);

    assertThat(only(skipped).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(only(skipped).reasons()).containsExactly("refused thrice");
    assertThat(skipped.exitCode()).as("nothing was measured").isEqualTo(2);
    assertThat(run(absent, scenario("good")).exitCode()).isZero();
    assertThat(only(required).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(required.exitCode()).isEqualTo(1);
    assertThat(log).startsWith("set up", "first", "last", "set up", "first", "last");
  }

  @Test
  void aTargetThatIsIllAfterwardsFails() {
    AtomicInteger asked = new AtomicInteger();
    Scenario ill =
        scenario("ill").health(() -> new Health(asked.incrementAndGet() == 1, "HTTP 503"));

    assertThat(only(run(ill)).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(only(run(scenario("broken").health(SpikeRunnerTest::broken))).reasons())
        .singleElement()
        .asString()
        .contains("health check itself failed");
    assertThat(log).endsWith("set up", "first", "last");
  }

  private static Health broken() {
    throw new IllegalStateException("no route");
  }

  @Test
  void aSetUpThatFailsIsExitCodeThreeAndTornDown() {
    for (Throwable error :
        List.of(new Exception("port in use"), new AssertionError("port in use"))) {
      log.clear();
      Report report =
          run(
              scenario("bad")
                  .setUp(
                      () -> {
                        if (error instanceof Error fatal) {
                          throw fatal;
                        }
                        throw (Exception) error;
                      }),
              scenario("good"));

      assertThat(report.exitCode()).isEqualTo(3);
      assertThat(report.scenarios().get(0).verdict()).isEqualTo(Verdict.INVALID);
      assertThat(report.scenarios().get(0).reasons())
          .singleElement()
          .asString()
          .contains("port in use");
      assertThat(report.scenarios().get(1).verdict()).isEqualTo(Verdict.PASSED);
      assertThat(log).containsExactly("set up", "first", "last", "set up", "first", "last");
    }
  }

  @Test
  void aTearDownThatFailsReachesTheVerdictAndStopsNoOther() {
    Scenario scenario =
        scenario("left")
            .tearDown(
                () -> {
                  throw new AssertionError("still there");
                });
    ScenarioResult result = only(run(scenario));

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.reasons()).singleElement().asString().contains("tear-down", "still there");
    assertThat(log).containsExactly("set up", "first", "last");
    assertThat(only(run(scenario.health(SpikeRunnerTest::broken))).reasons()).hasSize(2);
  }

  @Test
  void factsThatCannotBeFoundOutAreInvalid() {
    Scenario scenario =
        scenario("blind")
            .facts(
                () -> {
                  throw new Exception("closed");
                });

    assertThat(only(run(scenario)).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(only(run(scenario)).reasons()).singleElement().asString().contains("closed");
  }

  @Test
  void memoryThatGrowsFailsAndMemoryThatIsNotKnownIsInvalid() {
    assertThat(growth(reading(100, 768), reading(250, 768)).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(growth(reading(100, 768), reading(300, 768)).verdict()).isEqualTo(Verdict.FAILED);
    ScenarioResult unknown = growth(reading(100, 768), reading(-1, 768));
    assertThat(unknown.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(unknown.reasons()).singleElement().asString().contains("not measured", "no tools");
    ScenarioResult small = growth(reading(100, 256), reading(110, 256));
    assertThat(small.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(small.reasons())
        .singleElement()
        .asString()
        .contains("256 MB could not show", "-Xmx");
    assertThat(growth(reading(100, -1), reading(110, -1)).verdict()).isEqualTo(Verdict.INVALID);
  }

  private static MemoryReading reading(long liveMb, long maxMb) {
    long live = liveMb < 0 ? MemoryReading.NOT_MEASURED : liveMb * MB;
    long max = maxMb < 0 ? MemoryReading.NOT_MEASURED : maxMb * MB;
    return new MemoryReading(
        live, MemoryReading.NOT_MEASURED, max, "G1", live < 0 ? "no tools" : "");
  }

  private ScenarioResult growth(MemoryReading before, MemoryReading after) {
    List<MemoryReading> readings = new ArrayList<>(List.of(before, after));
    return only(
        run(
            scenario("memory")
                .memory(() -> readings.remove(0))
                .expect(memoryGrowth().below(megabytes(200)))));
  }

  @Test
  void aMemoryMeterThatFailsIsNotMeasured() {
    Scenario scenario =
        scenario("memory")
            .memory(
                () -> {
                  throw new IllegalStateException("gone");
                })
            .expect(memoryGrowth().below(megabytes(200)));

    assertThat(only(run(scenario)).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(only(run(scenario)).reasons()).singleElement().asString().contains("gone");
  }

  @Test
  void anInterruptTearsDownAndTellsThatTheRunIsPartial() {
    Thread runner = Thread.currentThread();
    Scenario cut =
        scenario("cut")
            .operation(
                () -> {
                  runner.interrupt();
                  new CountDownLatch(1).await();
                });
    Report report = run(scenario("good"), cut);

    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    assertThat(report.results().partial()).isTrue();
    assertThat(report.scenarios()).hasSize(1);
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.passed()).isFalse();
    assertThat(log).containsExactly("set up", "first", "last", "set up", "first", "last");
  }

  @Test
  void patternsChooseAndNamesAreUnique() {
    SpikeOptions options = SpikeOptions.defaults().include("oo").include("^b");

    assertThat(new SpikeRunner(options).run(scenario("good"), scenario("ugly")).scenarios())
        .extracting(result -> result.plan().name())
        .containsExactly("good");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpikeRunner(options).run(scenario("ugly")))
        .withMessageContainingAll("oo", "choose from [ugly]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpikeOptions.defaults().include("("))
        .withMessageContainingAll("pattern '('", "no regular expression");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(scenario("good"), scenario("good")))
        .withMessageContainingAll("'good'", "comes twice");
  }

  /** Found through META-INF/services; runs for a fifth of a second. */
  public static final class Provided implements ScenarioProvider {
    @Override
    public String name() {
      return "provided-by-test";
    }

    @Override
    public String description() {
      return "does nothing, at a rate";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("rate", "100", "arrivals each second"));
    }

    @Override
    public Scenario scenario(Params params) {
      return Scenario.named(name())
          .operation(() -> {})
          .load(baseline(perSecond(params.number("rate"))).lasting(millis(200)))
          .facts(() -> List.of(Fact.count("done", 1)))
          .expect(Criteria.count("done").atLeast(1));
    }
  }

  @Test
  void providersAreFoundAndTakeParameters() {
    SpikeOptions options = SpikeOptions.defaults().include("provided-by-test").param("rate", "50");
    ScenarioResult result = only(new SpikeRunner(options).run());

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.plan().parameters()).containsEntry("rate", "50");
    assertThat(Objects.requireNonNull(result.timeline()).total(p -> true).outcomes().ok())
        .isEqualTo(10);
    assertThat(new SpikeRunner(options.param("rate", "50", "100")).run().scenarios())
        .extracting(s -> s.plan().name())
        .containsExactly("provided-by-test[rate=50]", "provided-by-test[rate=100]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpikeRunner(options.param("rat", "5")).run())
        .withMessageContainingAll("'rat'", "unknown", "[rate]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpikeRunner(options.param("rate", "-5")).run())
        .withMessageContaining("rate -5.0/s");
  }

  /** A minute of recovery in which everything fails: ended early, and FAILED by what was seen. */
  @Test
  void aHopelessScenarioEndsEarlyAndSaysSo() {
    AtomicInteger performed = new AtomicInteger();
    Scenario dead =
        Scenario.named("dead")
            .operation(
                () -> {
                  if (performed.incrementAndGet() > 20) {
                    throw new IllegalStateException("dead");
                  }
                })
            .bucket(millis(50))
            .load(
                baseline(perSecond(100))
                    .lasting(millis(200))
                    .then(burst(5).over(perSecond(100)).lasting(millis(100)))
                    .then(recovery(perSecond(100)).lasting(seconds(60))))
            .expect(errorRate().during(RECOVERY).below(percent(5)));
    SpikeOptions options = SpikeOptions.defaults().seed(7).endWhenHopeless(millis(200));
    ScenarioResult result = only(new SpikeRunner(options).run(dead));

    Fact left = Objects.requireNonNull(result.timeline()).fact("load.left-out").orElseThrow();
    assertThat(left.detail()).startsWith("hopeless: nothing has succeeded for ");
    assertThat(left.value()).isPositive();
    assertThat(result.plan().phases()).isEqualTo(result.timeline().phases());
    assertThat(result.timeline().total(phase -> true).outcomes().dropped()).isZero();
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
  }
}
