package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.run.RejectedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketTargetTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private FeedServer server;
  private WebSocketTarget target;

  @BeforeEach
  void open() {
    server = new FeedServer();
    target = WebSocketTarget.of(server.uri());
  }

  @AfterEach
  void close() {
    target.close();
    server.close();
  }

  private WebSocketSession connect() throws IOException, InterruptedException {
    return target.connect("/feed", heard::add);
  }

  private static Closing end(WebSocketSession session) throws Exception {
    return session.closed().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  private void awaitHeard(String text) {
    Awaitility.await().untilAsserted(() -> assertThat(heard).contains(text));
  }

  @Test
  void messagesComeInOrderFromTheFirstOn() throws Exception {
    WebSocketSession session = connect();
    session.send("a");
    awaitHeard("a:20");
    assertThat(heard).hasSize(21).startsWith("welcome", "a:1", "a:2");
    assertThat(session.open()).isTrue();
    assertThat(session.finish()).isEqualTo(new Closing(true, 1000, "", null));
    assertThat(session.open()).isFalse();
    assertThat(session.finish()).as("again").isEqualTo(new Closing(true, 1000, "", null));
    assertThat(server.closeCodes()).containsExactly(1000);
    assertThatThrownBy(() -> session.send("late")).hasMessageContaining("connection closed");
  }

  @Test
  void pingsAreAnsweredAndPiecesPutTogether() throws Exception {
    WebSocketSession session = connect();
    session.send("ping");
    awaitHeard("pong p1");
    session.send("pieces");
    awaitHeard("one message");
  }

  @Test
  void listenersMaySend() throws Exception {
    CompletableFuture<WebSocketSession> self = new CompletableFuture<>();
    WebSocketSession session =
        target.connect(
            "/feed",
            text -> {
              heard.add(text);
              if (text.equals("pong p1")) {
                sendQuietly(self.join(), "echoed");
              }
            });
    self.complete(session);
    session.send("ping");
    awaitHeard("echoed:20");
  }

  private static void sendQuietly(WebSocketSession session, String text) {
    try {
      session.send(text);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theTargetsGoodbyeIsAnsweredAndTold() throws Exception {
    WebSocketSession session = connect();
    session.send("leave");
    assertThat(end(session)).isEqualTo(new Closing(true, 1001, "restarting", null));
    Awaitility.await().untilAsserted(() -> assertThat(server.closeCodes()).containsExactly(1001));
  }

  @Test
  void aTargetThatClosesWithAnErrorIsNotClean() throws Exception {
    WebSocketSession session = connect();
    session.send("crash");
    assertThat(end(session)).isEqualTo(new Closing(false, 1011, "broken", null));
  }

  @Test
  void aLostConnectionIsAbnormal() throws Exception {
    WebSocketSession session = connect();
    session.send("drop");
    Closing closing = end(session);
    assertThat(closing.clean()).isFalse();
    assertThat(closing.code()).isEqualTo(Closing.ABNORMAL);
    assertThat(closing.reason()).isEqualTo("connection closed without a close frame");
  }

  @Test
  void aGoodbyeThatIsNotAnsweredIsCutAfterTheTimeout() throws Exception {
    WebSocketOptions brief = WebSocketOptions.defaults().timeout(Duration.ofSeconds(2));
    try (WebSocketTarget hasty = WebSocketTarget.of(server.uri(), brief)) {
      WebSocketSession session = hasty.connect("/feed", heard::add);
      session.send("mute");
      Closing closing = session.finish();
      assertThat(closing.clean()).isFalse();
      assertThat(closing.reason()).isEqualTo("no close frame from the target within 2 s");
      Awaitility.await().until(() -> hasty.open() == 0);
    }
  }

  @Test
  void whatAListenerThrowsEndsTheSessionAndIsKept() throws Exception {
    RuntimeException broken = new IllegalStateException("number lost");
    WebSocketSession session =
        target.connect(
            "/feed",
            text -> {
              throw broken;
            });
    assertThat(end(session)).isEqualTo(new Closing(false, Closing.ABNORMAL, "number lost", broken));
  }

  @Test
  void messagesThatAreTooLargeOrBinaryEndTheSession() throws Exception {
    WebSocketOptions small = WebSocketOptions.defaults().maxMessageBytes(1_000);
    try (WebSocketTarget strict = WebSocketTarget.of(server.uri(), small)) {
      WebSocketSession session = strict.connect("/feed", heard::add);
      session.send("huge");
      assertThat(end(session).cause()).isNotNull();
    }
    WebSocketSession session = connect();
    session.send("binary");
    assertThat(end(session).reason()).contains("only text is understood");
  }

  @Test
  void sessionsAreBounded() throws Exception {
    WebSocketOptions two = WebSocketOptions.defaults().maxSessions(2);
    try (WebSocketTarget strict = WebSocketTarget.of(server.uri(), two)) {
      strict.connect("/feed", heard::add);
      WebSocketSession second = strict.connect("/feed", heard::add);
      assertThatThrownBy(() -> strict.connect("/feed", heard::add))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("2 sessions");
      second.finish();
      Awaitility.await().until(() -> strict.open() == 1);
      strict.connect("/feed", heard::add).finish();
    }
  }

  @Test
  void refusedHandshakesSayHow() throws Exception {
    refused(
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno",
        HttpStatusException.class,
        "answered 403: no");
    refused("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", RejectedException.class, "503");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 101 Yes|Upgrade: x||, pgrade",
    "HTTP/1.1 200 OK|Content-Length: 5||, while still aggregating",
    "rubbish||, not an HTTP answer",
    "'', connection closed"
  })
  void brokenHandshakesFail(String answer, String text) throws Exception {
    refused(answer.replace("|", "\r\n"), IOException.class, text);
  }

  private void refused(String answer, Class<? extends Throwable> kind, String text)
      throws IOException {
    RawServer[] self = new RawServer[1];
    try (RawServer raw =
            new RawServer(
                (socket, number) -> {
                  self[0].request(socket);
                  RawServer.say(socket, answer);
                });
        WebSocketTarget refusing = WebSocketTarget.of(raw.uri("ws"))) {
      self[0] = raw;
      assertThatThrownBy(() -> refusing.connect("/feed", heard::add))
          .isInstanceOf(kind)
          .hasMessageContaining(text);
      Awaitility.await().until(() -> refusing.open() == 0);
    }
  }

  @Test
  void aHandshakeThatIsNeverAnsweredTimesOutOrCanBeInterrupted() throws Exception {
    try (RawServer silent =
        new RawServer((socket, number) -> socket.getInputStream().readAllBytes())) {
      WebSocketOptions brief = WebSocketOptions.defaults().timeout(Duration.ofSeconds(2));
      try (WebSocketTarget hasty = WebSocketTarget.of(silent.uri("ws"), brief)) {
        assertThatThrownBy(() -> hasty.connect("/", heard::add))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessageContaining("no answer to the handshake within 2 s");
      }
      try (WebSocketTarget patient = WebSocketTarget.of(silent.uri("ws"))) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> patient.connect("/", heard::add))
            .isInstanceOf(InterruptedException.class);
        Awaitility.await().until(() -> patient.open() == 0);
      }
    }
  }

  @Test
  void twoHundredAtOnceEachGetTheirOwnNumbersAndCloseCleanly() throws Exception {
    int count = 200;
    Map<Integer, List<String>> inbox = new ConcurrentHashMap<>();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService workers = Executors.newFixedThreadPool(count);
    try {
      List<Future<WebSocketSession>> opening = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        inbox.put(number, new CopyOnWriteArrayList<>());
        opening.add(workers.submit(opener(start, number, inbox.get(number))));
      }
      start.countDown();
      List<WebSocketSession> sessions = new ArrayList<>();
      for (Future<WebSocketSession> session : opening) {
        sessions.add(session.get(2, TimeUnit.MINUTES));
      }
      assertThat(target.open()).isEqualTo(count);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> inbox.values().stream().allMatch(texts -> texts.size() == 21));
      inbox.forEach((number, texts) -> assertThat(texts).isEqualTo(expected(number)));
      for (WebSocketSession session : sessions) {
        assertThat(session.finish().clean()).isTrue();
      }
      Awaitility.await().until(() -> server.open() == 0 && target.open() == 0);
    } finally {
      workers.shutdownNow();
    }
  }

  private Callable<WebSocketSession> opener(CountDownLatch start, int number, List<String> texts) {
    return () -> {
      start.await();
      WebSocketSession session = target.connect("/feed", texts::add);
      session.send("s" + number);
      return session;
    };
  }

  private static List<String> expected(int number) {
    List<String> texts = new ArrayList<>(List.of("welcome"));
    IntStream.rangeClosed(1, 20).forEach(i -> texts.add("s" + number + ":" + i));
    return texts;
  }

  @Test
  void closingTheTargetSaysGoodbyeToAllAndLeavesNothing() throws Exception {
    WebSocketSession one = connect();
    WebSocketSession two = connect();
    target.close();
    assertThat(end(one).clean()).isTrue();
    assertThat(end(two).clean()).isTrue();
    assertThatThrownBy(this::connect).hasMessageContaining("the client is closed");
    Awaitility.await().until(() -> server.open() == 0);
    Awaitility.await().until(() -> !HttpTargetHostileTest.loopThreads());
  }
}
