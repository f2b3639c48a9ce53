package dev.spike;

import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.frontier.Finding;
import dev.spike.frontier.Trial;
import dev.spike.judge.StandardJudge;
import dev.spike.measure.Role;
import dev.spike.run.Disturbance;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Which trials count, on virtual time. */
class FrontierRunTest {
  private static final long SEED = 3;
  private static final ServiceModel USUAL = service(Duration.ofNanos(500_000));

  private final List<String> notes = new ArrayList<>();

  @Test
  void aTrialThatStartsFromAnotherBaselineDoesNotCount() {
    Finding finding = search(frontier(), n -> n == 2 ? service(millis(1)) : USUAL);

    assertThat(finding.trials()).extracting(Trial::counts).containsExactly(true, false, true, true);
    assertThat(finding.trials().get(1).detail()).contains("its baseline's p95");
    assertThat(finding.trials().get(2).spike()).isEqualTo(finding.trials().get(1).spike());
    assertThat(notes).anyMatch(line -> line.contains("not counted"));
  }

  @Test
  void aTargetThatIsNotResetEndsTheSearch() {
    Finding finding = search(frontier(), n -> n == 1 ? USUAL : service(millis(1)));

    assertThat(finding.complete()).isFalse();
    assertThat(finding.answers()).isEqualTo(1);
    assertThat(finding.trials()).hasSize(5);
  }

  @Test
  void aResetThatFailsIsToldAndRunsNothing() {
    Frontier broken =
        frontier()
            .reset(
                () -> {
                  throw new IllegalStateException("no such host");
                });
    Finding finding = search(broken, n -> USUAL);

    assertThat(finding.answers()).isEqualTo(1);
    assertThat(finding.trials().get(1).detail()).contains("reset failed", "no such host");
  }

  @Test
  void aBaselineTooThinToJudgeByIsNoAnswer() {
    Frontier thin =
        Frontier.of(
                spike ->
                    Scenario.named("thin")
                        .operation(() -> {})
                        .load(
                            LoadProfile.baseline(perSecond(50))
                                .lasting(seconds(2))
                                .then(
                                    LoadProfile.spike(perSecond(spike.height()))
                                        .lasting(spike.duration()))
                                .then(LoadProfile.recovery(perSecond(50)).lasting(seconds(8)))))
            .heights(perSecond(100))
            .durations(millis(200), seconds(1))
            .trials(3);

    assertThat(search(thin, n -> USUAL).trials())
        .allSatisfy(trial -> assertThat(trial.detail()).contains("baseline too thin"));
  }

  @Test
  void aTrialWhoseDisturbanceNeverActedDoesNotCount() {
    Frontier idle =
        Frontier.of(spike -> FrontierTest.scenario(spike).during(Role.SPIKE, new Idle()))
            .heights(perSecond(2_000))
            .durations(millis(200), seconds(2));

    assertThat(search(idle, n -> USUAL).trials())
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.counts()).isFalse())
        .allSatisfy(trial -> assertThat(trial.detail()).isEqualTo("fault idle never acted"));
  }

  /** Acts on nothing that a simulation knows. */
  private record Idle() implements Disturbance {
    @Override
    public String name() {
      return "idle";
    }

    @Override
    public Active begin(long seed, long lifetimeNanos) {
      throw new AssertionError("no real run");
    }
  }

  private static ServiceModel service(Duration mean) {
    return ServiceModel.of(1, ServiceTime.exponential(mean));
  }

  private static Frontier frontier() {
    return Frontier.of(FrontierTest::scenario)
        .heights(perSecond(2_000))
        .durations(millis(200), seconds(2))
        .trials(3);
  }

  /** The n-th trial on a model of its own. */
  private Finding search(Frontier frontier, IntFunction<ServiceModel> models) {
    TrialJudge judge = new TrialJudge(new StandardJudge());
    int[] trials = {0};
    TrialRun run =
        planned -> {
          ServiceModel model = models.apply(++trials[0]);
          return new DryRun(planned, model, judge).run(increment -> {});
        };
    FrontierRun search =
        new FrontierRun(frontier, SpikeOptions.defaults().seed(SEED), judge, run, notes::add);
    search.run();
    return search.finding();
  }
}
