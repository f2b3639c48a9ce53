package dev.spike.remote.chaos;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.perSecond;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spike.FaultDisturbance;
import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Injection;
import dev.spike.chaos.control.ChaosServer;
import dev.spike.chaos.control.ChaosServerOptions;
import dev.spike.chaos.fault.Faults;
import dev.spike.measure.Fact;
import dev.spike.run.Disturbance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class RemoteChaosTest {
  private static final ChaosPoint POINT = ChaosPoint.of("remote.db");

  private final ChaosServer server = ChaosServer.start(ChaosServerOptions.defaults());
  private final RemoteChaos service = RemoteChaos.at(server.uri(), server.token());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRemoteFaultIsPlacedOnTheRunsTimelineAndCountedInItsFacts() {
    Scenario scenario =
        Scenario.named("remote")
            .operation(() -> POINT.hit())
            .load(
                baseline(perSecond(100))
                    .lasting(Duration.ofMillis(300))
                    .then(spike(perSecond(100)).lasting(Duration.ofMillis(300))))
            .during(SPIKE, service.fault("latency").with("delay", "2ms").on("remote.db"));

    Report report = new SpikeRunner(SpikeOptions.defaults()).run(scenario);

    List<Fact> facts = Objects.requireNonNull(report.scenarios().get(0).timeline()).facts();
    assertThat(fact(facts, "fault.fired.latency-on-remote.db")).isPositive();
    assertThat(fact(facts, "fault.delay.max.latency-on-remote.db")).isGreaterThanOrEqualTo(2e6);
    assertThat(POINT.isArmed()).isFalse();
  }

  private static double fact(List<Fact> facts, String name) {
    return facts.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow().value();
  }

  @Test
  void itIsSeededByTheRunAndEndsWhenUndone() throws Exception {
    RemoteFault fault = service.fault("exception").with("exception", "IOException").on("remote.db");
    assertThat(fault.name()).isEqualTo("exception-on-remote.db");
    fault.prepare();

    Disturbance.Active active = fault.with("probability", "1").begin(7, 300_000_000_000L);
    assertThatThrownBy(POINT::hit).hasMessage("injected");
    active.close();

    POINT.hit();
    assertThat(active.fired()).isEqualTo(1);
    assertThat(active.remark()).isEmpty();
  }

  @Test
  void inItsPlaceItDecidesAsALocalOneDoes() throws Exception {
    RemoteFault fault =
        service
            .fault("exception")
            .with("exception", "IOException")
            .with("probability", "0.5")
            .on("remote.db");
    List<Boolean> second = decisions(fault.placed(1));
    Injection local = Faults.exception(IOException::new).on("remote.db").withProbability(0.5);
    assertThat(second)
        .isEqualTo(decisions(FaultDisturbance.of(local).placed(1)))
        .isNotEqualTo(decisions(fault.placed(0)));
    assertThat(decisions(fault.with("ordinal", "1").placed(0))).as("kept").isEqualTo(second);
  }

  private static List<Boolean> decisions(Disturbance fault) throws Exception {
    try (Disturbance.Active active = fault.begin(42, 300_000_000_000L)) {
      return Stream.generate(() -> catchThrowable(POINT::hit) != null).limit(64).toList();
    }
  }

  @Test
  void whatIsToldOtherwiseIsNoParameter() {
    for (String parameter : List.of("fault", "on", "ttl")) {
      assertThatThrownBy(() -> service.fault("hang").with(parameter, "1s"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The parameter '" + parameter + "' was given as '1s'");
    }
    RemoteFault placed = service.fault("hang").on("remote.db");
    assertThatThrownBy(() -> placed.with("on", "other")).hasMessageContaining("leave it out");
  }

  @Test
  void whatCannotBeArmedIsToldBeforeAndAtTheBeginning() {
    RemoteFault misspelt = service.fault("latncy").with("delay", "2ms").on("remote.db");
    assertThatThrownBy(() -> misspelt.begin(1, 1_000_000_000L)).hasMessageContaining("latency");
    RemoteChaos stranger = RemoteChaos.at(server.uri(), "0123456789abcdef");
    assertThatThrownBy(() -> stranger.fault("hang").on("remote.db").prepare())
        .hasMessageContaining("401");
  }
}
