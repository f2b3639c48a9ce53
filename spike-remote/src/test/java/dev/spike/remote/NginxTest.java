package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spike.Health;
import dev.spike.run.RejectedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients against a server that nobody here wrote. */
class NginxTest {
  private static final int REQUESTS = 1_000;
  private static final int THREADS = 32;
  private static final int BIG = 900_000;
  private static final String LOCATIONS =
      """
      location = /health { return 200 'up'; }
      location = /busy { return 503; }
      location = /slow-down { return 429; }
      location /short/ { alias FOLDER/; keepalive_requests 10; }
      location = /idle/big { alias FOLDER/big; keepalive_timeout 1ms; }
      """;

  @TempDir static Path folder;
  private static NginxServer server;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> binary = NginxServer.binary();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(binary).as("nginx, needed where CI=true").isPresent();
    }
    assumeTrue(binary.isPresent(), "no nginx on this machine");
    byte[] big = new byte[BIG];
    Arrays.fill(big, (byte) 'b');
    Files.write(folder.resolve("big"), big);
    Files.writeString(folder.resolve("small"), "small");
    String locations = LOCATIONS.replace("FOLDER", folder.toString());
    server = NginxServer.start(binary.orElseThrow(), folder, locations);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /**
   * As many of these calls as there are requests, from all threads; the first failure is thrown.
   */
  private static void crowd(Callable<HttpAnswer> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<HttpAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(threads.submit(call));
      }
      for (Future<HttpAnswer> answer : answers) {
        assertThat(answer.get().body()).isEqualTo("small");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (HttpTarget http = HttpTarget.of(server.uri())) {
      crowd(() -> http.get("/small"));

      assertThat(http.counters().opened()).isBetween(1L, 20L);
      assertThat(http.counters().retried()).isZero();
    }
  }

  @Test
  void aServerThatClosesUsedConnectionsCostsNoRequest() throws Exception {
    try (HttpTarget http = HttpTarget.of(server.uri())) {
      crowd(() -> http.get("/short/small"));

      // Each connection carries ten requests and no more.
      assertThat(http.counters().opened()).isGreaterThanOrEqualTo(REQUESTS / 10);
    }
  }

  @Test
  void aServerThatClosesIdleConnectionsCostsNoRequest() throws Exception {
    try (HttpTarget http = HttpTarget.of(server.uri())) {
      for (int i = 0; i < 50; i++) {
        assertThat(http.get("/idle/big").bytes()).hasSize(BIG);
        assertThat(http.get("/small").body()).isEqualTo("small");
      }
    }
  }

  @Test
  void aBigBodyArrivesWhole() throws Exception {
    try (HttpTarget http = HttpTarget.of(server.uri())) {
      String body = new String(http.get("/big").bytes(), StandardCharsets.UTF_8);

      assertThat(body).hasSize(BIG).matches("b+");
    }
  }

  @Test
  void whatIsNotThereIsAFailureWithItsStatus() throws Exception {
    try (HttpTarget http = HttpTarget.of(server.uri())) {
      assertThatThrownBy(() -> http.get("/nowhere"))
          .isInstanceOfSatisfying(
              HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(404))
          .hasMessageContaining("GET " + server.uri() + "/nowhere: answered 404");
      // The connection is good for another.
      assertThat(http.get("/small").body()).isEqualTo("small");
      assertThat(http.counters().opened()).isEqualTo(1);
    }
  }

  @Test
  void aRefusalIsARejection() throws Exception {
    try (HttpTarget http = HttpTarget.of(server.uri())) {
      assertThatThrownBy(() -> http.get("/busy"))
          .isInstanceOf(RejectedException.class)
          .hasMessageContaining("answered 503");
      assertThatThrownBy(() -> http.get("/slow-down")).isInstanceOf(RejectedException.class);
    }
  }

  @Test
  void itsHealth() {
    URI good = URI.create(server.uri() + "/health");
    Health found = HttpHealthCheck.of(good).check();
    assertThat(found.good()).as(found.diagnosis()).isTrue();

    Health bad = HttpHealthCheck.of(URI.create(server.uri() + "/busy")).tries(1).check();
    assertThat(bad.good()).isFalse();
    assertThat(bad.diagnosis()).contains("/busy: answered 503", "1 try");
  }
}
