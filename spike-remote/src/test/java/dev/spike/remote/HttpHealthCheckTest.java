package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.Health;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpHealthCheckTest {
  private final List<Duration> waits = new ArrayList<>();
  private long now;

  private void sleep(Duration time) {
    waits.add(time);
    now += time.toNanos();
  }

  private HttpHealthCheck check(URI url) {
    return HttpHealthCheck.of(url).on(this::sleep, () -> now);
  }

  /** Answers the nth connection with the nth answer, the last one for ever. */
  private static RawServer answering(String... answers) throws IOException {
    RawServer[] self = new RawServer[1];
    self[0] =
        new RawServer(
            (socket, number) -> {
              self[0].request(socket);
              RawServer.say(socket, answers[Math.min(number, answers.length) - 1]);
            });
    return self[0];
  }

  @Test
  void goodAtOnce() throws Exception {
    try (RawServer server = answering(RawServer.ok("up"))) {
      URI url = URI.create(server.uri("http") + "/health?deep=1");
      assertThat(check(url).check())
          .isEqualTo(new Health(true, "GET " + url + ": answered 200, 1 try in 0 ms"));
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void nobodyThere() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + port + "/health");
    assertThat(check(url).check())
        .isEqualTo(new Health(false, "GET " + url + ": connection refused, 4 tries in 1.4 s"));
    assertThat(waits)
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
  }

  @Test
  void goodInTheEnd() throws Exception {
    String starting = "HTTP/1.1 503 Busy\r\nContent-Length: 8\r\n\r\nstarting";
    try (RawServer server = answering("", starting, RawServer.ok("up"))) {
      assertThat(check(server.uri("http")).check())
          .isEqualTo(
              new Health(true, "GET " + server.uri("http") + "/: answered 200, 3 tries in 600 ms"));
    }
  }

  @Test
  void badAnswersAreQuoted() throws Exception {
    try (RawServer server =
        answering("HTTP/1.1 500 Oh\r\nContent-Length: 11\r\n\r\ndb is gone\n")) {
      assertThat(check(server.uri("http")).tries(2).check())
          .isEqualTo(
              new Health(
                  false,
                  "GET " + server.uri("http") + "/: answered 500: db is gone, 2 tries in 200 ms"));
    }
  }

  @Test
  void aRedirectIsNotHealth() throws Exception {
    try (RawServer server =
        answering("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(check(server.uri("http")).tries(1).check().good()).isFalse();
    }
  }

  @Test
  void silenceTimesOut() throws Exception {
    try (RawServer silent =
        new RawServer((socket, number) -> socket.getInputStream().readAllBytes())) {
      HttpOptions brief = HttpOptions.defaults().timeout(Duration.ofSeconds(2));
      Health health =
          HttpHealthCheck.of(silent.uri("http"), brief)
              .on(this::sleep, () -> now)
              .tries(2)
              .firstWait(Duration.ofSeconds(4))
              .check();
      assertThat(health.good()).isFalse();
      assertThat(health.diagnosis())
          .isEqualTo(
              "GET " + silent.uri("http") + "/: no complete answer within 2 s, 2 tries in 4 s");
    }
  }

  @Test
  void waitsDoubleUpToFiveSeconds() throws Exception {
    try (RawServer server = answering("")) {
      check(server.uri("http")).tries(6).firstWait(Duration.ofSeconds(1)).check();
      assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L, 5L);
    }
  }

  @Test
  void anInterruptEndsItAndStaysSet() throws Exception {
    try (RawServer server = answering("")) {
      Thread.currentThread().interrupt();
      Health health = check(server.uri("http")).check();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(health.good()).isFalse();
      assertThat(health.diagnosis()).contains("interrupted");
    }
  }

  @Test
  void aNameThatDoesNotResolveIsADiagnosis() {
    AllowedHosts nowhere =
        AllowedHosts.loopbackOnly(
            host -> {
              throw new java.net.UnknownHostException(host);
            });
    HttpOptions options = HttpOptions.defaults().allowed(nowhere);
    Health health =
        HttpHealthCheck.of(URI.create("http://auth.example/health"), options)
            .on(this::sleep, () -> now)
            .check();
    assertThat(health.good()).isFalse();
    assertThat(health.diagnosis())
        .contains("host auth.example does not resolve")
        .contains("4 tries");
  }

  @Test
  void wrongSettingsAreRefused() {
    URI url = URI.create("http://127.0.0.1:1");
    assertThatThrownBy(() -> HttpHealthCheck.of(url).tries(0)).hasMessageContaining("tries is 0");
    assertThatThrownBy(() -> HttpHealthCheck.of(URI.create("ftp://127.0.0.1")))
        .hasMessageContaining("is not an absolute http");
  }
}
