package dev.spike.remote.proxy;

import static dev.spike.remote.proxy.Direction.DOWNSTREAM;
import static dev.spike.remote.proxy.Direction.UPSTREAM;
import static dev.spike.remote.proxy.Pair.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.LoadProfile;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.Units;
import dev.spike.chaos.Arming;
import dev.spike.chaos.Lease;
import dev.spike.measure.Fact;
import dev.spike.measure.Role;
import dev.spike.report.ScenarioResult;
import dev.spike.run.WhenFull;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy on the clock of a load. */
class ProxyFaultTest {
  private static final Arming ARMING = Arming.of(42, Duration.ofMinutes(1));

  private Pair pair;

  @BeforeEach
  void open() throws Exception {
    pair = Pair.open(plan -> plan.named("db"));
  }

  @AfterEach
  void close() throws Exception {
    pair.close();
  }

  @Test
  void aToxicActsWhileItIsArmed() throws Exception {
    try (Lease lease = pair.proxy().fault(UPSTREAM, new Latency(3_600_000, 0)).arm(ARMING)) {
      assertThat(pair.proxy().toxics()).hasSize(1);
      assertThat(lease.fired()).isZero();
      Pair.send(pair.client(), "held");
      await().until(() -> lease.journal().size() == 1);
      assertThat(lease.fired()).isEqualTo(1);
      assertThat(lease.injection()).hasToString("latency fault on db");
      assertThat(lease.journal().get(0).subject()).contains("4 bytes", "connection 1");
    }
    assertThat(pair.proxy().toxics()).isEmpty();
    assertThat(Pair.read(pair.server(), 4)).as("released at the revert").isEqualTo("held");
  }

  @Test
  void twoOfAKindCanBeArmedAtOnce() {
    Lease first = pair.proxy().fault(UPSTREAM, 0.5, new LimitData(1)).arm(ARMING);
    Lease second = pair.proxy().fault(UPSTREAM, 0.5, new LimitData(1)).arm(ARMING);
    assertThat(pair.proxy().toxics()).hasSize(2);
    pair.proxy().removeAll();
    first.close();
    second.close();
    assertThat(second.fired()).isZero();
  }

  @Test
  void downRefusesAndComesBack() throws Exception {
    try (Lease lease = pair.proxy().down().arm(ARMING)) {
      assertThat(lease.fired()).isEqualTo(1);
      assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(() -> Pair.connect(pair.proxy())).isInstanceOf(ConnectException.class);
      assertThatThrownBy(() -> pair.proxy().down().arm(ARMING))
          .hasMessageContaining("disabled already");
    }
    Pair.connect(pair.proxy()).close();
  }

  @Test
  void aCutResetsWhatIsOpenThen() throws Exception {
    try (Lease lease = pair.proxy().cut().arm(ARMING)) {
      assertThatThrownBy(() -> pair.client().getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(lease.fired()).isEqualTo(1);
      try (Socket client = Pair.connect(pair.proxy());
          Socket server = pair.listening().next()) {
        Pair.send(client, "x");
        assertThat(Pair.read(server, 1)).isEqualTo("x");
      }
    }
    await().until(() -> pair.proxy().connections() == 0);
    try (Lease nothing = pair.proxy().cut().arm(ARMING)) {
      assertThat(nothing.fired()).isZero();
    }
  }

  @Test
  void theFirstFailUntilTheEnd() throws Exception {
    try (Lease lease = pair.proxy().failingFirst(1_000).arm(ARMING)) {
      refused();
      await().until(() -> lease.fired() == 1);
    }
    passes();
    assertThatIllegalArgumentException().isThrownBy(() -> pair.proxy().failingFirst(0));
  }

  @Test
  void whatRefusesEndsAloneAndLeavesTheOthers() throws Exception {
    pair.proxy().failFirst(1);
    Lease first = pair.proxy().failingFirst(1_000).arm(ARMING);
    Lease second = pair.proxy().failingFirst(1_000).arm(ARMING);
    refused();
    refused();
    assertThat(first.fired()).as("after what was asked for before").isEqualTo(1);
    first.close();
    refused();
    assertThat(second.fired()).isEqualTo(1);
    pair.proxy().failFirst(0);
    refused();
    second.close();
    assertThat(first.fired()).isEqualTo(1);
    assertThat(second.fired()).isEqualTo(2);
    passes();
  }

  private void refused() throws Exception {
    try (Socket client = Pair.connect(pair.proxy())) {
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    } catch (SocketException e) {
      // Reset before it was told that it is connected.
    }
  }

  private void passes() throws Exception {
    try (Socket client = Pair.connect(pair.proxy())) {
      Pair.send(client, "x");
      assertThat(Pair.read(pair.listening().next(), 1)).isEqualTo("x");
    }
  }

  @Test
  void aScenarioHasItDuringItsSpike() throws Exception {
    try (TestServer echo = TestServer.echo();
        ChaosProxy proxy = ChaosProxy.to(echo.address()).named("echo").start();
        Socket client = Pair.connect(proxy)) {
      Scenario asked =
          Scenario.named("asked")
              .operation(() -> ask(client))
              .load(
                  LoadProfile.baseline(Units.perSecond(50))
                      .lasting(Units.millis(400))
                      .then(LoadProfile.spike(Units.perSecond(50)).lasting(Units.millis(400))))
              .maxInFlight(1, WhenFull.WAIT)
              .during(Role.SPIKE, proxy.fault(DOWNSTREAM, new Latency(5, 0)))
              .during(Role.SPIKE, proxy.failingFirst(1));
      ScenarioResult result =
          new SpikeRunner(SpikeOptions.defaults().seed(5)).run(asked).scenarios().get(0);
      assertThat(fired(result, "latency-on-echo")).isPositive();
      assertThat(fired(result, "refused-on-echo")).as("nobody connected").isZero();
      assertThat(result.reasons().toString()).contains("refused-on-echo");
      assertThat(proxy.toxics()).isEmpty();
    }
  }

  private static double fired(ScenarioResult result, String fault) {
    return Objects.requireNonNull(result.timeline()).facts().stream()
        .filter(fact -> fact.name().equals(Fact.FIRED + fault))
        .mapToDouble(Fact::value)
        .sum();
  }

  private static void ask(Socket client) throws Exception {
    Pair.send(client, "x");
    assertThat(Pair.read(client, 1)).isEqualTo("x");
  }
}
