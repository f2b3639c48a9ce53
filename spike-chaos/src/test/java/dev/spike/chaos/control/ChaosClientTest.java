package dev.spike.chaos.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spike.chaos.ChaosPoint;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChaosClientTest {
  private static final ChaosPoint DB = ChaosPoint.of("client.db");
  private static final Map<String, String> FAILING =
      Map.of("on", "client.db", "fault", "exception", "exception", "SQLException");
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ChaosServer server = ChaosServer.start(ChaosServerOptions.defaults());
  private final ChaosClient client = ChaosClient.at(server.uri(), server.token());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aClosedLeaseHasRevertedItsFaultAndKnowsWhatItDid() {
    assertThat(client.points()).contains("client.db");
    RemoteLease lease = client.arm(FAILING, LONG);
    assertThatThrownBy(DB::hit).isInstanceOf(SQLException.class);
    lease.close();
    lease.close();

    assertThatCode(DB::hit).doesNotThrowAnyException();
    assertThat(lease.considered()).isEqualTo(1);
    assertThat(lease.fired()).isEqualTo(1);
    assertThat(lease.injectedNanos()).isPositive().isEqualTo(lease.maxInjectedNanos());
    assertThat(lease.remark()).isEmpty();
  }

  @Test
  void aLeaseIsRenewedWhileItIsNeeded() {
    try (RemoteLease lease = client.arm(FAILING, Duration.ofSeconds(30), LONG)) {
      lease.renewNow();
      assertThat(Requests.to(server).get("/v1/leases").body())
          .containsPattern("\"remainingMillis\":2\\d{4},");
    }
  }

  @Test
  void whatIsNotRenewedEndsAndItsCloseSaysSo() {
    RemoteLease lease = client.arm(FAILING, Duration.ofMillis(200), Duration.ofMillis(200));
    await().atMost(Duration.ofMinutes(1)).until(() -> !DB.isArmed());
    assertThatThrownBy(lease::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("had ended before (expired)");
  }

  private static Map<String, String> failingIn(String time) {
    Map<String, String> later = new HashMap<>(FAILING);
    later.put("in", time);
    return later;
  }

  @Test
  void whatStartsLaterActsFromThenOnAndTellsHowLate() {
    long asked = System.nanoTime();
    RemoteLease lease = client.arm(failingIn("100ms"), LONG);
    await().atMost(Duration.ofMinutes(1)).until(DB::isArmed);
    assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(100_000_000);

    assertThatThrownBy(DB::hit).isInstanceOf(SQLException.class);
    long inTransit = lease.lateNanos();
    lease.close();
    assertThat(lease.fired()).isEqualTo(1);
    assertThat(lease.lateNanos()).isGreaterThan(inTransit);
  }

  @Test
  void whatIsClosedBeforeItStartsNeverDoes() {
    RemoteLease lease = client.arm(failingIn("10min"), LONG);
    lease.renewNow();
    assertThat(Requests.to(server).get("/v1/leases").body()).contains("\"state\":\"waiting\"");
    lease.close();
    assertThat(Requests.to(server).get("/v1/leases").body()).contains("\"state\":\"withdrawn\"");
    assertThat(lease.fired()).isZero();
    assertThatThrownBy(() -> client.arm(failingIn("11min"), LONG)).hasMessageContaining("at most");
    assertThatThrownBy(() -> client.arm(failingIn("-1s"), LONG)).hasMessageContaining("-1s");
  }

  @Test
  void whatCannotStartLaterIsToldByTheClose() {
    RemoteLease lease =
        client.arm(
            Map.of("on", "h", "fault", "heapPressure", "bytes", "1000000000000000", "in", "1ms"),
            LONG);
    Requests requests = Requests.to(server);
    await().until(() -> requests.get("/v1/leases").body().contains("\"state\":\"failed\""));
    assertThatThrownBy(lease::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("could not begin");
  }

  @Test
  void aRefusalIsTold() {
    assertThatThrownBy(() -> client.arm(Map.of("on", "client.db", "fault", "hnag"), LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write hang");
    ChaosClient stranger = ChaosClient.at(server.uri(), "0123456789abcdef");
    assertThatThrownBy(stranger::points).hasMessageContaining("401: The token is missing or wrong");
  }

  @Test
  void aServerThatIsGoneIsTold() {
    RemoteLease lease = client.arm(FAILING, LONG);
    server.close();
    assertThat(DB.isArmed()).isFalse();
    assertThatThrownBy(lease::close).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void onlyLoopbackIsReached() {
    for (String other : new String[] {"http://192.0.2.1:8474", "https://localhost:1", "x:y"}) {
      assertThatThrownBy(() -> ChaosClient.at(URI.create(other), server.token()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("use an SSH tunnel");
    }
  }
}
