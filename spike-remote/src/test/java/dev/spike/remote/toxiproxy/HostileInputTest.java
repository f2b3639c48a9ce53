package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the next client is served. */
class HostileInputTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int MOST_CONNECTIONS = 20;
  private static final int MOST_BODY = 100_000;

  private ToxiproxyServer server;

  private static Limits limits(Duration read, Duration idle) {
    return new Limits(
        MOST_CONNECTIONS,
        MOST_BODY,
        MOST_BODY * 3L / 2,
        read,
        LONG,
        LONG,
        idle,
        Duration.ofSeconds(20));
  }

  private void start(Limits limits) throws IOException {
    if (server != null) {
      server.close();
    }
    server = ToxiproxyServer.start(ToxiproxyOptions.compatible().port(0), limits);
  }

  @BeforeEach
  void start() throws IOException {
    start(limits(LONG, LONG));
  }

  @AfterEach
  void serves() throws IOException {
    try (ToxiproxyServer closed = server;
        Wire wire = new Wire(closed.address())) {
      assertThat(wire.ask("GET", "/version", "").status()).isEqualTo(200);
    }
  }

  private Wire wire() throws IOException {
    InetSocketAddress address = server.address();
    return new Wire(address);
  }

  @Test
  void refusesABodyTooLargeBeforeItComes() throws IOException {
    try (Wire wire = wire()) {
      wire.send("POST /populate HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n[");
      Wire.Reply reply = wire.reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).contains("body too large: at most 100000 bytes");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void refusesABodyThatGrows() throws IOException {
    try (Wire wire = wire()) {
      wire.send("POST /populate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "2710\r\n" + " ".repeat(10_000) + "\r\n";
      for (int i = 0; i < 50; i++) {
        wire.send(chunk);
      }
      assertThat(wire.reply().status()).isEqualTo(413);
    }
  }

  private int populate(String body) throws IOException {
    try (Wire wire = wire()) {
      return wire.ask("POST", "/populate", body).status();
    }
  }

  @Test
  void refusesMoreBodiesThanItCanHold() throws IOException {
    String most =
        "POST /populate HTTP/1.1\r\nHost: x\r\nContent-Length: " + MOST_BODY + "\r\n\r\n[";
    try (Wire first = wire();
        Wire second = wire()) {
      first.send(most + " ".repeat(MOST_BODY - 2));
      second.send(most + " ".repeat(MOST_BODY - 2));
      Awaitility.await().atMost(PATIENCE).until(() -> first.isAnswered() || second.isAnswered());
      first.send("]");
      second.send("]");
      assertThat(List.of(first.reply().status(), second.reply().status()))
          .as("whichever of them came too late, and the other")
          .containsExactlyInAnyOrder(503, 201);
    }
    assertThat(populate(" ".repeat(MOST_BODY - 2) + "[]")).as("all is given back").isEqualTo(201);
  }

  @Test
  void refusesHeadersWithoutEnd() throws IOException {
    try (Wire wire = wire()) {
      wire.send("GET /version HTTP/1.1\r\n");
      String line = "X-Header: " + "x".repeat(1_000) + "\r\n";
      for (int i = 0; i < 100; i++) {
        wire.send(line);
      }
      assertThat(wire.reply().status()).isEqualTo(431);
      assertThat(wire.ended()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000\u0001\u0002\r\n\r\n", "GET\r\n\r\n", "GET / FTP/7\r\n\r\n"})
  void refusesWhatIsNoHttp(String bytes) throws IOException {
    try (Wire wire = wire()) {
      wire.send(bytes);
      assertThat(wire.reply().status()).isEqualTo(400);
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void refusesALineWithoutEnd() throws IOException {
    try (Wire wire = wire()) {
      wire.send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(414);
    }
  }

  @Test
  void refusesABodyOfBrackets() throws IOException {
    try (Wire wire = wire()) {
      Wire.Reply reply = wire.ask("POST", "/populate", "[".repeat(MOST_BODY));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.type()).isEqualTo("application/json");
      assertThat(reply.body())
          .startsWith("{\"error\":\"bad request body: ")
          .endsWith(",\"status\":400,\"proxies\":null}");
    }
  }

  @Test
  void closesAClientThatSendsTooSlowly() throws IOException {
    start(limits(SHORT, LONG));
    try (Wire wire = wire()) {
      wire.send("GET /version HTTP/1.1\r\nHost:");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void closesAClientThatAsksNothing() throws IOException {
    start(limits(LONG, SHORT));
    try (Wire wire = wire()) {
      assertThat(wire.ended()).isTrue();
    }
    start(limits(LONG, LONG));
  }

  @Test
  void thousandsOfIdleClientsKeepNobodyOut() throws IOException {
    List<Wire> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        idle.add(wire());
      }
      for (Wire wire : idle.subList(0, 1_000 - MOST_CONNECTIONS)) {
        assertThat(wire.ended()).isTrue();
      }
      assertThat(idle.get(999).ask("GET", "/version", "").status()).isEqualTo(200);
    } finally {
      for (Wire wire : idle) {
        wire.close();
      }
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    try (Wire wire = wire()) {
      wire.send(
          "GET /version HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50)
              + "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
      for (int i = 0; i < 50; i++) {
        assertThat(wire.reply().status()).isEqualTo(200);
      }
      assertThat(wire.reply().status()).isEqualTo(404);
    }
  }

  @Test
  void answersAClientThatHasEndedItsStream() throws IOException {
    try (Wire wire = wire()) {
      wire.send("GET /version HTTP/1.1\r\nHost: x\r\n\r\n");
      wire.socket().shutdownOutput();
      assertThat(wire.reply().status()).isEqualTo(200);
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void tellsWhetherToSendABody() throws IOException {
    try (Wire wire = wire()) {
      String expecting =
          "POST /populate HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ";
      wire.send(expecting + "2\r\n\r\n");
      assertThat(wire.head().status()).isEqualTo(100);
      wire.send("[]");
      assertThat(wire.reply().status()).isEqualTo(201);
      wire.send(expecting + "2000000\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(413);
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void oldClientsAreServedOnce() throws IOException {
    try (Wire wire = wire()) {
      wire.send("GET /version HTTP/1.0\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(200);
      assertThat(wire.ended()).isTrue();
    }
  }
}
