package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spike.frontier.Spike;
import dev.spike.frontier.Threshold;
import dev.spike.report.ConsoleListener;
import dev.spike.run.WhenFull;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches on virtual time, judged as a run on a real target is. */
class FrontierTest {
  private static final long SEED = 14;
  private static final ServiceModel STORM =
      ServiceModel.of(1, ServiceTime.exponential(millis(1))).retrying(3, seconds(1));

  @Test
  void theJudgeOfRunsFindsTheThresholdOfARetryStorm() {
    FrontierReport report = runner().dryRun(frontier(), STORM);
    System.out.println("seed " + SEED + "\n" + report);

    Threshold threshold = report.finding().thresholds().get(0);
    assertThat(threshold.place()).isEqualTo(Threshold.Place.WITHIN);
    assertThat(Math.log(threshold.d50().median())).isCloseTo(Math.log(1.1915), within(0.1));
    assertThat(report.finding().complete()).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameSearch() {
    Frontier few = frontier().trials(6);

    assertThat(runner().dryRun(few, STORM).finding().trials())
        .isEqualTo(runner().dryRun(few, STORM).finding().trials());
  }

  @Test
  void everythingIsInTheFile(@TempDir Path folder) throws Exception {
    FrontierReport report = runner().dryRun(frontier().trials(4), STORM);
    Path file = folder.resolve("frontier.json");
    report.write(file);

    assertThat(Files.readString(file))
        .contains("\"format\": \"spike-frontier\"", "\"d50Seconds\"", "\"purpose\":\"LOOK_AROUND\"")
        .contains("\"heightPerSecond\":2000");
    assertThat(report.trials().scenarios()).hasSize(4);
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> runner().dryRun(frontier().heights(), STORM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heights []");
    assertThatThrownBy(
            () ->
                runner()
                    .search(
                        Frontier.of(s -> Scenario.named("x"))
                            .heights(perSecond(1))
                            .durations(millis(1), millis(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("load(...)");
  }

  @Test
  void usersOfAClosedModelAreNotSimulated() {
    Frontier closed =
        Frontier.of(
                spike ->
                    Scenario.named("closed")
                        .operation(() -> {})
                        .load(
                            baseline(Units.users(3))
                                .lasting(seconds(8))
                                .then(spike(Units.users(9)).lasting(spike.duration()))))
            .heights(perSecond(9))
            .durations(millis(200), seconds(10));

    assertThatThrownBy(() -> runner().dryRun(closed, STORM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("closed model");
  }

  private static SpikeRunner runner() {
    return new SpikeRunner(
        SpikeOptions.defaults()
            .seed(SEED)
            .listener(
                new ConsoleListener(
                    new PrintStream(OutputStream.nullOutputStream()),
                    ConsoleListener.Verbosity.SILENT,
                    false,
                    System::nanoTime)));
  }

  private static Frontier frontier() {
    return Frontier.of(FrontierTest::scenario)
        .heights(perSecond(2_000))
        .durations(millis(200), seconds(10))
        .capacity(perSecond(1_000));
  }

  static Scenario scenario(Spike spike) {
    return Scenario.named("storm")
        .operation(() -> {})
        .maxInFlight(1_000_000, WhenFull.WAIT)
        .load(
            baseline(perSecond(500))
                .lasting(seconds(8))
                .then(spike(perSecond(spike.height())).lasting(spike.duration()))
                .then(recovery(perSecond(500)).lasting(seconds(20)))
                .poisson());
  }
}
