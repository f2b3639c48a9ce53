package dev.spike.chaos.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spike.chaos.ChaosPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    Duration shorter = Duration.ofMinutes(3);
    try (RemoteLease lease = client.arm(FAILING, LONG, shorter)) {
      assertThatThrownBy(DB::hit).isInstanceOf(SQLException.class);
      assertThat(lease.fired()).as("as of the arming").isZero();
      lease.renewNow();
      assertThat(lease.fired()).as("as of the renewal").isEqualTo(1);
      assertThat(remainingMillis()).as("from then on").isBetween(1L, shorter.toMillis());
    }
  }

  private long remainingMillis() {
    String told = Requests.to(server).get("/v1/leases").body();
    return Long.parseLong(told.replaceFirst("(?s).*\"remainingMillis\":(\\d+),.*", "$1"));
  }

  @Test
  void itsRenewalIsPlannedUntilItIsClosed() {
    BlockingQueue<Runnable> planned = client.renewals().getQueue();
    RemoteLease lease = client.arm(FAILING, LONG);
    assertThat(planned).hasSize(1);
    assertThat(((Delayed) planned.element()).getDelay(TimeUnit.NANOSECONDS))
        .isLessThanOrEqualTo(LONG.toNanos() / 3);
    lease.close();
    assertThat(planned).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsNotArmed() {
    Duration tooLong = Duration.ofDays(1).plusNanos(1);
    for (Duration lifetime :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), tooLong, Duration.ofDays(200_000))) {
      assertThatThrownBy(() -> client.arm(FAILING, LONG, lifetime))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The lifetime of a fault was " + lifetime);
    }
    Map<String, String> twice = new HashMap<>(FAILING);
    twice.put("ttl", "1s");
    assertThatThrownBy(() -> client.arm(twice, LONG)).hasMessageContaining("leave it out");
    assertThat(DB.isArmed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, points=a&id=1",
    "'', ''",
    "application/x-www-form-urlencoded, hello=1",
    "application/x-www-form-urlencoded, id=%zz"
  })
  void whatIsNoChaosServerIsTold(String type, String body) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> answer(exchange, type, body));
    other.start();
    try {
      URI uri = URI.create("http://localhost:" + other.getAddress().getPort());
      ChaosClient mistaken = ChaosClient.at(uri, server.token());
      assertThatThrownBy(mistaken::points).hasMessageContaining("not as a chaos server does");
      assertThatThrownBy(() -> mistaken.arm(FAILING, LONG))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not as a chaos server does");
    } finally {
      other.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    try (exchange) {
      if (!type.isEmpty()) {
        exchange.getResponseHeaders().set("Content-Type", type);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void aProxyOfTheSystemIsPassedBy() throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress nobody = (InetSocketAddress) closed.getLocalSocketAddress();
      closed.close();
      ProxySelector.setDefault(ProxySelector.of(nobody));
      ChaosClient direct = ChaosClient.at(server.uri(), server.token());
      assertThat(direct.points()).contains("client.db");
    } finally {
      ProxySelector.setDefault(before);
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
  void whatIsToStartByTheServersClockDoesNotDependOnTheRequest() {
    long asked = System.nanoTime();
    try (RemoteLease lease = client.armIn(Duration.ofMillis(300), FAILING, LONG, LONG)) {
      await().atMost(Duration.ofMinutes(1)).until(DB::isArmed);
      // Both clocks are the same one here, so it can be early by what is not known of it at most.
      assertThat(System.nanoTime() - asked).isGreaterThan(300_000_000 - lease.lateNanos());
    }
    Map<String, String> both = failingIn("1s");
    both.put("at", "1");
    assertThatThrownBy(() -> client.arm(both, LONG)).hasMessageContaining("leave one out");
  }

  @Test
  void anotherClockIsKnownToWithinHalfAQuickAnswer() {
    RemoteClock ahead =
        RemoteClock.read(() -> Map.of("clock", String.valueOf(System.nanoTime() + 5_000_000_000L)));
    assertThat(Math.abs(ahead.there(0) - 5_000_000_000L)).isLessThanOrEqualTo(ahead.withinNanos());
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
    assertThatThrownBy(() -> client.arm(failingIn("11min"), LONG))
        .hasMessageContaining("within PT10M");
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
