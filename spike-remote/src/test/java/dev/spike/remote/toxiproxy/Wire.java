package dev.spike.remote.toxiproxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection on which every byte is seen. */
final class Wire implements AutoCloseable {
  /** A whole answer; the names of headers are in small letters. */
  record Reply(int status, Map<String, String> headers, String body) {
    String type() {
      return headers.getOrDefault("content-type", "");
    }
  }

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();

  Wire(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  Socket socket() {
    return socket;
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  Reply ask(String method, String target, String body) throws IOException {
    return ask(method, target, "", body);
  }

  /**
   * @param headers whole lines, each with its end
   */
  Reply ask(String method, String target, String headers, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    send(
        "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(method, target, headers, length, body));
    return method.equals("HEAD") ? head() : reply();
  }

  Reply head() throws IOException {
    String[] lines = lines();
    return new Reply(status(lines), headers(lines), "");
  }

  Reply reply() throws IOException {
    Reply head = head();
    int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
    byte[] body = socket.getInputStream().readNBytes(length);
    return new Reply(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
  }

  private static int status(String[] lines) {
    return Integer.parseInt(lines[0].split(" ", -1)[1]);
  }

  private static Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": ", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    return headers;
  }

  private String[] lines() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("after: " + text);
      }
      text.append((char) next);
    }
    return text.toString().strip().split("\r\n", -1);
  }

  /** Whether an answer has begun to come. */
  boolean isAnswered() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Whether the server has closed, once what it sent is read. */
  boolean ended() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
