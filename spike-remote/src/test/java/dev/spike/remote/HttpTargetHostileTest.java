package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetHostileTest {
  /** Answers every request of every connection. */
  private static RawServer answering(String answer) throws IOException {
    RawServer[] self = new RawServer[1];
    self[0] =
        new RawServer(
            (socket, number) -> {
              while (self[0].request(socket) != null) {
                RawServer.say(socket, answer);
              }
            });
    return self[0];
  }

  /** Reads a request, says this, and closes. */
  private static RawServer lastWords(String words) throws IOException {
    RawServer[] self = new RawServer[1];
    self[0] =
        new RawServer(
            (socket, number) -> {
              self[0].request(socket);
              RawServer.say(socket, words);
            });
    return self[0];
  }

  private static RawServer silent() throws IOException {
    return new RawServer((socket, number) -> socket.getInputStream().readAllBytes());
  }

  @Test
  void closedInTheMiddleOfTheBody() throws Exception {
    try (RawServer server = lastWords("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThatThrownBy(() -> http.get("/"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("closed in the middle of the answer");
      assertThat(server.requests()).isEqualTo(1);
      Awaitility.await().until(() -> http.counters().open() == 0);
    }
  }

  @Test
  void closedInTheMiddleOfAChunkedBody() throws Exception {
    try (RawServer server =
            lastWords("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThatThrownBy(() -> http.get("/"))
          .hasMessageContaining("closed in the middle of the answer");
    }
  }

  @Test
  void neverAnswers() throws Exception {
    try (RawServer server = silent();
        HttpTarget http =
            HttpTarget.of(
                server.uri("http"), HttpOptions.defaults().timeout(Duration.ofSeconds(2)))) {
      assertThatThrownBy(() -> http.get("/"))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("GET " + server.uri("http") + "/: no complete answer within 2 s");
      Awaitility.await().until(() -> http.counters().open() == 0);
    }
  }

  @Test
  void dripsForLongerThanTheTimeout() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    RawServer.Script drip =
        (socket, number) -> {
          socket.getInputStream().read();
          RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
          while (!over.await(20, TimeUnit.MILLISECONDS)) {
            RawServer.say(socket, ".");
          }
        };
    try (RawServer server = new RawServer(drip);
        HttpTarget http =
            HttpTarget.of(
                server.uri("http"), HttpOptions.defaults().timeout(Duration.ofSeconds(2)))) {
      assertThatThrownBy(() -> http.get("/")).isInstanceOf(SocketTimeoutException.class);
      Awaitility.await().until(() -> server.open() == 0);
    } finally {
      over.countDown();
    }
  }

  @Test
  void connectionsClosedWhileIdleAreDropped() throws Exception {
    try (RawServer server = lastWords(RawServer.ok("x"));
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      for (int i = 0; i < 5; i++) {
        assertThat(http.get("/").body()).isEqualTo("x");
        Awaitility.await().until(() -> http.counters().open() == 0);
      }
      assertThat(http.counters()).isEqualTo(new HttpCounters(0, 5, 0));
    }
  }

  /** The first connection answers once and dies of the second request; the others are good. */
  private static RawServer dyingOnSecondRequest(String dyingWords) throws IOException {
    RawServer[] self = new RawServer[1];
    self[0] =
        new RawServer(
            (socket, number) -> {
              while (self[0].request(socket) != null) {
                RawServer.say(socket, RawServer.ok("from " + number));
                if (number == 1) {
                  self[0].request(socket);
                  RawServer.say(socket, dyingWords);
                  return;
                }
              }
            });
    return self[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
  void idempotentRequestOnAStaleConnectionIsSentOnceMore(String method) throws Exception {
    try (RawServer server = dyingOnSecondRequest("");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThat(http.get("/").body()).isEqualTo("from 1");
      assertThat(http.send(method, "/", null).status()).isEqualTo(200);
      assertThat(server.requests()).isEqualTo(3);
      assertThat(http.counters().retried()).isEqualTo(1);
      assertThat(http.counters().opened()).isEqualTo(2);
    }
  }

  @Test
  void postIsNeverSentTwice() throws Exception {
    try (RawServer server = dyingOnSecondRequest("");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      http.get("/");
      assertThatThrownBy(() -> http.post("/", "{}"))
          .hasMessageContaining("connection closed before an answer");
      assertThat(server.requests()).isEqualTo(2);
      assertThat(http.counters().retried()).isZero();
      assertThat(http.post("/", "{}").body()).as("the pool recovers").isEqualTo("from 2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"})
  void nothingIsSentTwiceAfterTheFirstByteOfAnAnswer(String begun) throws Exception {
    try (RawServer server = dyingOnSecondRequest(begun);
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      http.get("/");
      assertThatThrownBy(() -> http.get("/")).isInstanceOf(IOException.class);
      assertThat(http.counters().retried()).isZero();
    }
  }

  @Test
  void aNewConnectionIsNotTriedTwice() throws Exception {
    try (RawServer server = lastWords("");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThatThrownBy(() -> http.get("/"))
          .hasMessageContaining("connection closed before an answer");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void garbageInsteadOfHttp() throws Exception {
    try (RawServer server = lastWords("220 mail.example ESMTP ready\r\n\r\n");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThatThrownBy(() -> http.get("/")).hasMessageContaining("not an HTTP answer");
      Awaitility.await().until(() -> http.counters().open() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void answersThatAreTooLargeAreCut(String head) throws Exception {
    try (RawServer server = lastWords(head + "x".repeat(2_000));
        HttpTarget http =
            HttpTarget.of(server.uri("http"), HttpOptions.defaults().maxAnswerBytes(1_000))) {
      assertThatThrownBy(() -> http.get("/"))
          .hasMessageContaining("larger than 1000 bytes: raise HttpOptions.maxAnswerBytes");
    }
  }

  @Test
  void chunkedAnswersAreWhole() throws Exception {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (RawServer server = answering(chunked + "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThat(http.get("/").body()).isEqualTo("abcdefg");
      assertThat(http.get("/").body()).isEqualTo("abcdefg");
      assertThat(http.counters().opened()).isEqualTo(1);
    }
  }

  @Test
  void aBodyThatEndsWithTheConnectionIsTakenAndTheConnectionNotReused() throws Exception {
    try (RawServer server = lastWords("HTTP/1.1 200 OK\r\n\r\nall of it");
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThat(http.post("/", "").body()).isEqualTo("all of it");
      assertThat(http.post("/", "").body()).isEqualTo("all of it");
      assertThat(http.counters().opened()).isEqualTo(2);
    }
  }

  @Test
  void connectionCloseIsHonoured() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx";
    try (RawServer server = answering(answer);
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      http.post("/", "");
      http.post("/", "");
      assertThat(http.counters().opened()).isEqualTo(2);
    }
  }

  @Test
  void interimAnswersAreSkipped() throws Exception {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    try (RawServer server = answering(interim + interim + RawServer.ok("real"));
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      assertThat(http.get("/").body()).isEqualTo("real");
      assertThat(http.get("/").body()).isEqualTo("real");
    }
  }

  @Test
  void bytesNobodyAskedForAreNotTakenForTheNextAnswer() throws Exception {
    try (RawServer server = answering(RawServer.ok("mine") + RawServer.ok("stray"));
        HttpTarget http = HttpTarget.of(server.uri("http"))) {
      for (int i = 0; i < 20; i++) {
        assertThat(http.get("/").body()).isEqualTo("mine");
      }
    }
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    try (HttpTarget http = HttpTarget.of(URI.create("http://127.0.0.1:" + port))) {
      for (int i = 0; i < 25; i++) {
        assertThatThrownBy(() -> http.get("/x"))
            .hasMessage("GET http://127.0.0.1:" + port + "/x: connection refused");
      }
      assertThatThrownBy(() -> http.prepare(3)).hasMessageContaining("connection refused");
    }
  }

  @Test
  void interruptEndsABlockedCallAtOnceAndClosesItsConnection() throws Exception {
    try (RawServer server = silent();
        HttpTarget http = HttpTarget.of(server.uri("http"), longTimeout())) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread caller = new Thread(() -> ended.complete(failure(http)));
      caller.start();
      Awaitility.await().until(() -> server.open() == 1);
      caller.interrupt();
      assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
      Awaitility.await().until(() -> http.counters().open() == 0);
    }
  }

  @Test
  void interruptEndsAWaitForAConnection() throws Exception {
    try (RawServer server = silent();
        HttpTarget http = HttpTarget.of(server.uri("http"), longTimeout().maxConnections(1))) {
      CompletableFuture<Throwable> first = new CompletableFuture<>();
      Thread holder = new Thread(() -> first.complete(failure(http)));
      holder.start();
      Awaitility.await().until(() -> server.open() == 1);
      CompletableFuture<Throwable> second = new CompletableFuture<>();
      Thread waiter = new Thread(() -> second.complete(failure(http)));
      waiter.start();
      Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
      waiter.interrupt();
      assertThat(second.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
      assertThat(first).isNotDone();
      holder.interrupt();
      holder.join();
    }
  }

  @Test
  void closeEndsBlockedAndWaitingCallsAndLeavesNothing() throws Exception {
    try (RawServer server = silent()) {
      HttpTarget http = HttpTarget.of(server.uri("http"), longTimeout().maxConnections(2));
      List<CompletableFuture<Throwable>> ends = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        ends.add(end);
        callers.add(new Thread(() -> end.complete(failure(http))));
      }
      callers.forEach(Thread::start);
      Awaitility.await().until(() -> server.open() == 2);
      http.close();
      http.close();
      for (CompletableFuture<Throwable> end : ends) {
        assertThat(end.get(1, TimeUnit.MINUTES)).isInstanceOf(IOException.class);
      }
      Awaitility.await().until(() -> server.open() == 0);
      Awaitility.await().until(() -> !loopThreads());
      assertThatThrownBy(() -> http.get("/")).hasMessageContaining("the client is closed");
    }
  }

  @Test
  void afterManyFailuresTheWholePoolIsStillThere() throws Exception {
    RawServer[] self = new RawServer[1];
    RawServer.Script everyThirdDies =
        (socket, number) -> {
          while (self[0].request(socket) != null) {
            if (number % 3 == 0) {
              return;
            }
            RawServer.say(socket, number % 3 == 1 ? RawServer.ok("x") : "rubbish\r\n\r\n");
          }
        };
    try (RawServer server = new RawServer(everyThirdDies);
        HttpTarget http = HttpTarget.of(server.uri("http"), longTimeout().maxConnections(4))) {
      self[0] = server;
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        callers.add(new Thread(() -> repeat(http, 40)));
      }
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        caller.join();
      }
      http.prepare(4);
      assertThat(http.counters().open()).isEqualTo(4);
    }
  }

  private static void repeat(HttpTarget http, int times) {
    for (int i = 0; i < times; i++) {
      failure(http);
    }
  }

  private static Throwable failure(HttpTarget http) {
    try {
      http.get("/");
      return new AssertionError("no failure");
    } catch (IOException | InterruptedException e) {
      return e;
    }
  }

  private static HttpOptions longTimeout() {
    return HttpOptions.defaults().timeout(Duration.ofMinutes(5));
  }

  static boolean loopThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("spike-net"));
  }
}
