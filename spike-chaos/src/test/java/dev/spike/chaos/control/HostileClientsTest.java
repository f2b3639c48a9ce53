package dev.spike.chaos.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes over raw sockets neither stops the server nor makes it grow. */
@Timeout(300)
class HostileClientsTest {
  private static final int IDLE = 2_000;

  private final ChaosServer server =
      ChaosServer.start(ChaosServerOptions.defaults(), Duration.ofMillis(300));
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
    sockets.add(socket);
    return socket;
  }

  private Socket sent(String text) throws IOException {
    Socket socket = connected();
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return socket;
  }

  private String authorized(String start) {
    return start + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token() + "\r\n";
  }

  private void assertAnswers() {
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> points().contains(" 200 "));
  }

  private String points() throws IOException {
    Socket socket = sent(authorized("GET /v1/points") + "Connection: close\r\n\r\n");
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  @Test
  void thousandsOfIdleConnectionsAreNoThreads() throws IOException {
    for (int i = 0; i < IDLE; i++) {
      connected();
    }
    assertAnswers();
    assertFewThreads();
  }

  @Test
  void slowClientsAreCutOffAndThoseBeyondTheQueueAtOnce() throws IOException {
    for (int i = 0; i < 200; i++) {
      sent("POST /v1/lea");
    }
    assertFewThreads();
    assertAnswers();
    for (Socket slow : List.copyOf(sockets.subList(0, 200))) {
      assertThat(isClosed(slow)).isTrue();
    }
  }

  @Test
  void bodiesThatNeverEndAreCutOff() throws IOException {
    Socket drip = sent(authorized("POST /v1/leases") + "Content-Length: 9\r\n\r\non=");
    assertThat(isClosed(drip)).isTrue();
    assertAnswers();
  }

  @Test
  void aHugeBodyIsRefusedUnread() throws IOException {
    Socket socket = sent(authorized("POST /v1/leases") + "Content-Length: 9000000000\r\n\r\n");
    long written = flood(socket, "x".repeat(8_192));
    assertThat(written).isLessThan(100_000_000);
    assertAnswers();
  }

  @Test
  void endlessHeadersAndLinesAreCutOff() throws IOException {
    assertThat(flood(sent("GET /" + "a".repeat(1_000)), "a".repeat(8_192))).isLessThan(100_000_000);
    assertThat(flood(sent("GET / HTTP/1.1\r\n"), "A: b\r\n".repeat(1_000))).isLessThan(100_000_000);
    assertThat(flood(sent("GET / HTTP/1.1\r\nA: "), "a".repeat(8_192))).isLessThan(100_000_000);
    assertAnswers();
  }

  @Test
  void whatIsNoHttpIsSurvived() throws IOException {
    sent("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n");
    sent("GET\r\n\r\n");
    sent("GET mailto:x HTTP/1.1\r\n\r\n");
    sent("GET http:// HTTP/1.1\r\n\r\n");
    sent(authorized("POST /v1/leases") + "Content-Length: -1\r\n\r\n");
    sent(authorized("POST /v1/leases") + "Transfer-Encoding: chunked\r\n\r\nzzz\r\n");
    assertAnswers();
  }

  /** Writes until the server has had enough; how much that was. */
  private static long flood(Socket socket, String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    OutputStream out = socket.getOutputStream();
    long written = 0;
    try {
      while (written < 200_000_000) {
        out.write(bytes);
        written += bytes.length;
      }
    } catch (IOException cutOff) {
      return written;
    }
    return written;
  }

  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(60_000);
    try (InputStream in = socket.getInputStream()) {
      while (in.read() >= 0) {
        // an answer may come first
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** The sixteen that serve and the timer; those of an earlier server may still be ending. */
  private static void assertFewThreads() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(17));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("spike-chaos-control"))
        .count();
  }
}
