package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.megabytes;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.Units.users;
import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.judge.Answer;
import dev.spike.judge.Criteria;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import dev.spike.report.ConsoleListener;
import dev.spike.report.ResultFiles;
import dev.spike.report.ResultReader;
import dev.spike.report.ResultTable;
import dev.spike.report.ScenarioResult;
import dev.spike.run.Disturbance;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans tried on virtual time. */
class DryRunTest {
  private static final long SEED = 5;

  /** Serves 500/s. */
  private static final ServiceModel SERVICE =
      ServiceModel.of(5, ServiceTime.exponential(millis(10)));

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** Nothing of it may be called. */
  private static Scenario untouched(String name) {
    return Scenario.named(name)
        .operation(DryRunTest::touched)
        .setUp(DryRunTest::touched)
        .tearDown(DryRunTest::touched);
  }

  private static void touched() {
    throw new AssertionError("called in a dry run");
  }

  private static LoadProfile load(double high) {
    return baseline(perSecond(300))
        .lasting(seconds(6))
        .then(spike(perSecond(high)).lasting(seconds(2)))
        .then(recovery(perSecond(300)).lasting(seconds(18)))
        .poisson();
  }

  private Report dryRun(Scenario scenario, ServiceModel service) {
    ConsoleListener console =
        new ConsoleListener(
            new PrintStream(written, true, StandardCharsets.UTF_8),
            ConsoleListener.Verbosity.NORMAL,
            false,
            () -> 0);
    return new SpikeRunner(SpikeOptions.defaults().seed(SEED).listener(console))
        .dryRun(scenario, service);
  }

  private String console() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private static ScenarioResult only(Report report) {
    assertThat(report.scenarios()).hasSize(1);
    return report.scenarios().get(0);
  }

  private static Timeline timeline(Report report) {
    return Objects.requireNonNull(only(report).timeline());
  }

  private static CriterionResult first(Report report) {
    Judgement judgement = Objects.requireNonNull(only(report).judgement());
    return judgement.criteria().get(0);
  }

  /** 2 s at 300/s above capacity leave 600, which 200/s to spare take away in 3 s. */
  @Test
  void aPlanIsJudgedAsIfItHadRun() {
    Report report =
        dryRun(
            untouched("plan")
                .load(load(800))
                .expect(errorRate().below(percent(1)))
                .expect(Criteria.recovery().within(seconds(8))),
            SERVICE);

    assertThat(only(report).reasons()).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.exitCode()).isZero();
    assertThat(timeline(report).fact("sim.drained").orElseThrow().value()).isBetween(2e9, 4e9);
    assertThat(timeline(report).total(p -> p.role() == SPIKE).outcomes().due())
        .isBetween(1_480L, 1_720L);
  }

  @Test
  void oneThatDoesNotHoldFails() {
    Report report =
        dryRun(
            untouched("too-much").load(load(2_000)).expect(p95().during(SPIKE).below(millis(500))),
            SERVICE);

    assertThat(only(report).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.exitCode()).isEqualTo(1);
  }

  @Test
  void headerAndTableSayThatItWasSimulated(@TempDir Path folder) {
    Scenario scenario = untouched("told").load(load(400)).expect(errorRate().below(0.01));
    Path file = folder.resolve("told.json");
    Report report =
        new SpikeRunner(
                SpikeOptions.defaults()
                    .seed(SEED)
                    .listener(new ResultFiles(file, ResultFiles.Format.JSON)))
            .dryRun(scenario, SERVICE);
    dryRun(scenario, SERVICE);

    assertThat(console())
        .startsWith("# Simulated: on virtual time; nothing of the scenario is called\n")
        .contains("# Threads: none; simulated are 5 servers, exponential service of mean PT0.01S\n")
        .contains("# 1 scenario: 1 PASSED; seed 5; SIMULATED, nothing was called\n");
    assertThat(ResultTable.of(ResultReader.read(file)))
        .isEqualTo(ResultTable.of(report.results()))
        .contains("SIMULATED");
  }

  @Test
  void theSeedDecidesAll() {
    Scenario scenario = untouched("again").load(load(800)).expect(errorRate().below(0.01));

    assertThat(timeline(dryRun(scenario, SERVICE))).isEqualTo(timeline(dryRun(scenario, SERVICE)));
  }

  @Test
  void whatASimulationCannotKnowIsInconclusive() {
    Scenario scenario =
        untouched("unknown")
            .load(load(400))
            .health(() -> new Health(false, "called in a dry run"))
            .facts(() -> List.of(Fact.count("pool.leaked", 0)))
            .probe(() -> List.of(new Gauge("pool.active", Unit.COUNT, () -> 0)))
            .expect(errorRate().below(percent(1)))
            .expect(Criteria.count("pool.leaked").atMost(0))
            .expect(Criteria.highest("pool.active", Unit.COUNT).atMost(10))
            .expect(Criteria.memoryGrowth().below(megabytes(1)));
    Report report = dryRun(scenario, SERVICE);
    List<CriterionResult> results = Objects.requireNonNull(only(report).judgement()).criteria();

    assertThat(only(report).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(results.get(0).answer()).isEqualTo(Answer.MET);
    assertThat(results.subList(1, results.size()))
        .hasSize(4)
        .allMatch(result -> result.answer() == Answer.INCONCLUSIVE)
        .allMatch(result -> result.detail().equals("a simulation cannot know it"));
    assertThat(console())
        .contains(
            "# Note: scenario unknown: not simulated are set-up, tear-down, health checks, probes,"
                + " facts\n");
  }

  @Test
  void aLatencyFaultDelaysEveryOperationOfItsPhase() {
    Scenario scenario =
        untouched("slow")
            .load(load(300))
            .during(SPIKE, latency(millis(25)).on("dry.db"))
            .expect(p95().during(SPIKE).below(millis(25)));
    Report report = dryRun(scenario, SERVICE);

    assertThat(only(report).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(first(report).value()).isGreaterThan(25e6);
    assertThat(timeline(report).total(p -> p.role() == BASELINE).response().percentile(95))
        .isLessThan(60e6);
    assertThat(timeline(report).fact("fault.fired.latency-on-dry.db").orElseThrow().value())
        .isBetween(200.0, 600.0);
    assertThat(only(report).reasons()).as("the fault acted").noneMatch(r -> r.contains("fired"));
  }

  @Test
  void anExceptionFaultFailsItsShare() {
    Scenario scenario =
        untouched("failing")
            .load(load(300))
            .during(SPIKE, exception(IllegalStateException::new).on("dry.db").withProbability(0.5))
            .expect(errorRate().during(SPIKE).below(percent(40)))
            .expect(errorRate().during(RECOVERY.name()).below(percent(1)));
    Report report = dryRun(scenario, SERVICE);

    assertThat(first(report).value()).isBetween(0.4, 0.6);
    assertThat(only(report).reasons()).singleElement().asString().startsWith("error rate in SPIKE");
  }

  @Test
  void aFaultRestrictedToSomeHitsIsNamedAsNotSimulated() {
    Scenario scenario =
        untouched("restricted")
            .load(load(300))
            .during(SPIKE, latency(millis(25)).on("dry.db").firstInEachCall(1))
            .expect(errorRate().below(percent(1)));

    assertThat(only(dryRun(scenario, SERVICE)).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(console()).contains("not simulated are latency-on-dry.db");
  }

  @Test
  void aLeakIsNotForASimulationToFind() {
    Scenario scenario =
        untouched("leak").load(load(300).repeated(8)).expect(Criteria.leak().below(megabytes(1)));
    CriterionResult leak = first(dryRun(scenario, SERVICE));

    assertThat(leak.answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(leak.detail()).contains("of 0 cycles").contains("a simulation cannot know it");
  }

  /** A disturbance of the user's own. */
  private static final class Failover implements Disturbance {
    @Override
    public String name() {
      return "failover";
    }

    @Override
    public Active begin(long seed, long lifetimeNanos) {
      throw new AssertionError("called in a dry run");
    }
  }

  @Test
  void anotherDisturbanceIsNamedAsNotSimulated() {
    Scenario scenario =
        untouched("other")
            .load(load(300))
            .during(SPIKE, new Failover())
            .expect(errorRate().below(percent(1)));
    Report report = dryRun(scenario, SERVICE);

    assertThat(console()).contains("# Note: scenario other: not simulated are failover, set-up");
    assertThat(only(report).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(only(report).reasons())
        .singleElement()
        .asString()
        .contains("fault.fired.failover")
        .contains("a simulation cannot know it");
  }

  @Test
  void aPlanTooThinToBeJudgedIsFoundOut() {
    LoadProfile thin =
        baseline(perSecond(20))
            .lasting(seconds(6))
            .then(burst(100).over(perSecond(20)).lasting(seconds(2)))
            .then(recovery(perSecond(20)).lasting(seconds(20)));
    Report report =
        dryRun(
            untouched("thin").load(thin).expect(Criteria.recovery().within(seconds(5))), SERVICE);

    assertThat(console()).contains("a baseline of 120 samples in 30 intervals is too thin");
    assertThat(only(report).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(first(report).answer()).isEqualTo(Answer.INCONCLUSIVE);
  }

  @Test
  void aPlanThatCannotWorkIsRefusedBeforehand() {
    Scenario closed =
        untouched("closed")
            .load(baseline(users(5)).lasting(Duration.ofSeconds(1)))
            .expect(errorRate().below(0.01));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> dryRun(closed, SERVICE))
        .withMessageContaining("dry run of scenario closed: users of a closed model");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dryRun(untouched("no-load"), SERVICE))
        .withMessageContaining("has no load(...)");
    assertThat(console()).isEmpty();
  }
}
