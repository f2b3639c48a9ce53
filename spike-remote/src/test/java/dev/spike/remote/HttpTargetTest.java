package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spike.measure.Gauge;
import dev.spike.run.RejectedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTargetTest {
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private HttpServer server;
  private URI base;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    server.setExecutor(workers);
    server.createContext("/echo", this::echo);
    server.createContext("/status/", this::status);
    server.createContext("/gate", this::atGate);
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    gate.countDown();
    server.stop(0);
    workers.shutdownNow();
  }

  private void echo(HttpExchange exchange) throws IOException {
    String text =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Seen", "yes");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** /status/404 answers 404 with two lines, chunked. */
  private void status(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    if (status == 204) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      exchange.sendResponseHeaders(status, 0);
      exchange.getResponseBody().write("first\nsecond".getBytes(StandardCharsets.UTF_8));
    }
    exchange.close();
  }

  private void atGate(HttpExchange exchange) throws IOException {
    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inside.decrementAndGet();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Test
  void methodsBodiesAndHeadersArrive() throws Exception {
    try (HttpTarget http = HttpTarget.of(base)) {
      HttpAnswer answer = http.get("/echo?a=1");
      assertThat(answer.body()).isEqualTo("GET /echo?a=1 null ");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-seen")).contains("yes");
      assertThat(http.post("/echo", "{\"ä\":1}").body()).isEqualTo("POST /echo null {\"ä\":1}");
      assertThat(http.put("/echo", "[]").body()).isEqualTo("PUT /echo null []");
      assertThat(http.send("HEAD", "/echo", null).bytes()).isEmpty();
      Map<String, String> headers = Map.of("Authorization", "Bearer t", "Content-Length", "99");
      assertThat(http.send("DELETE", "/echo", null, headers).body())
          .isEqualTo("DELETE /echo Bearer t ");
    }
  }

  @Test
  void manyCallsOneAfterTheOtherUseOneConnection() throws Exception {
    try (HttpTarget http = HttpTarget.of(base)) {
      for (int i = 0; i < 10; i++) {
        http.get("/echo");
        http.send("GET", "/status/404", null);
        http.get("/status/204");
      }
      assertThat(http.counters()).isEqualTo(new HttpCounters(1, 1, 0));
    }
  }

  @Test
  void aPathOfTheBaseComesFirst() throws Exception {
    try (HttpTarget http = HttpTarget.of(URI.create(base + "/echo/"))) {
      assertThat(http.get("/x").body()).startsWith("GET /echo/x ");
    }
  }

  @Test
  void failureStatusesThrow() {
    try (HttpTarget http = HttpTarget.of(base)) {
      assertThatThrownBy(() -> http.get("/status/404"))
          .isInstanceOfSatisfying(
              HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(404))
          .hasMessage("GET " + base + "/status/404: answered 404: first");
      assertThatThrownBy(() -> http.post("/status/429", ""))
          .isInstanceOf(RejectedException.class)
          .hasMessageContaining("answered 429");
      assertThatThrownBy(() -> http.put("/status/503", "")).isInstanceOf(RejectedException.class);
    }
  }

  @Test
  void sendReturnsAnyStatus() throws Exception {
    try (HttpTarget http = HttpTarget.of(base)) {
      assertThat(http.send("GET", "/status/500", null).status()).isEqualTo(500);
      assertThat(http.send("GET", "/status/503", null).body()).isEqualTo("first\nsecond");
      assertThat(http.get("/status/302").status()).as("redirects are not followed").isEqualTo(302);
    }
  }

  @Test
  void badRequestsAreRefusedInOneLine() {
    try (HttpTarget http = HttpTarget.of(base)) {
      assertThatThrownBy(() -> http.get("echo")).hasMessageContaining("path 'echo' must start");
      assertThatThrownBy(() -> http.get("/a b")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> http.get("/a\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> http.send("CONNECT", "/", null))
          .hasMessageContaining("CONNECT is for proxies");
      assertThat(http.counters().opened()).isZero();
    }
  }

  @Test
  void noMoreThanTheAllowedConnectionsAreEverOpen() throws Exception {
    HttpOptions three = HttpOptions.defaults().maxConnections(3).timeout(Duration.ofMinutes(1));
    try (HttpTarget http = HttpTarget.of(base, three)) {
      List<Future<HttpAnswer>> calls = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        calls.add(workers.submit(() -> http.get("/gate")));
      }
      Awaitility.await().untilAsserted(() -> assertThat(inside).hasValue(3));
      gate.countDown();
      for (Future<HttpAnswer> call : calls) {
        assertThat(call.get().status()).isEqualTo(204);
      }
      assertThat(mostInside).hasValue(3);
      assertThat(http.counters()).isEqualTo(new HttpCounters(3, 3, 0));
    }
  }

  @Test
  void prepareOpensConnectionsAheadAndCallsUseThem() throws Exception {
    try (HttpTarget http = HttpTarget.of(base)) {
      http.get("/echo");
      http.prepare(20);
      assertThat(http.counters()).isEqualTo(new HttpCounters(20, 20, 0));
      List<Future<HttpAnswer>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(workers.submit(() -> http.get("/gate")));
      }
      Awaitility.await().untilAsserted(() -> assertThat(inside).hasValue(20));
      gate.countDown();
      for (Future<HttpAnswer> call : calls) {
        call.get();
      }
      assertThat(http.counters().opened()).isEqualTo(20);
      assertThatThrownBy(() -> http.prepare(21))
          .hasMessageContaining("at most maxConnections = 20");
    }
  }

  @Test
  void countersAreGauges() throws Exception {
    try (HttpTarget http = HttpTarget.of(base)) {
      http.get("/echo");
      assertThat(http.probe("backend").gauges())
          .extracting(Gauge::name, gauge -> gauge.value().getAsDouble())
          .containsExactly(
              tuple("backend.open", 1.0),
              tuple("backend.opened", 1.0),
              tuple("backend.retried", 0.0));
    }
  }

  @Test
  void optionsRefuseWhatIsNotPositive() {
    HttpOptions options = HttpOptions.defaults();
    assertThatThrownBy(() -> options.maxConnections(0)).hasMessageContaining("maxConnections is 0");
    assertThatThrownBy(() -> options.timeout(Duration.ZERO))
        .hasMessageContaining("timeout is PT0S");
    assertThatThrownBy(() -> options.connectTimeout(Duration.ofDays(2)))
        .hasMessageContaining("at most a day");
    assertThatThrownBy(() -> options.maxAnswerBytes(-1)).hasMessageContaining("maxAnswerBytes");
  }
}
