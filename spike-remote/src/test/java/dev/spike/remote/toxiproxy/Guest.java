package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client of a proxy, and what it meets. */
final class Guest implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int A_WHILE_MILLIS = 150;

  private final Socket socket;

  Guest(String listen) throws IOException {
    int colon = listen.lastIndexOf(':');
    int port = Integer.parseInt(listen.substring(colon + 1));
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  static boolean isRefused(String listen) throws IOException {
    try (Guest guest = new Guest(listen)) {
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  Guest say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** So many bytes, or fewer if the stream ends. */
  String hear(int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Milliseconds until the same comes back. */
  long echoMillis(String text) throws IOException {
    long start = System.nanoTime();
    assertThat(say(text).hear(text.length())).isEqualTo(text);
    return millisSince(start);
  }

  /** Waits until its stream ends. */
  void hearsTheEnd() throws IOException {
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  boolean hearsNothingForAWhile() throws IOException {
    socket.setSoTimeout(A_WHILE_MILLIS);
    try {
      return socket.getInputStream().read() < -1;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  void endsItsStream() throws IOException {
    socket.shutdownOutput();
  }

  boolean isReset() throws IOException {
    try {
      return socket.getInputStream().read() < -1;
    } catch (SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
