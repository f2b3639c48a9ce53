package dev.spike.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that does to each connection exactly what the test says, good or evil. */
final class RawServer implements AutoCloseable {
  /** What is done to one connection; it is closed at the end. */
  @FunctionalInterface
  interface Script {
    void serve(Socket socket, int number) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  RawServer(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    daemon(this::acceptAll);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        int number = accepted.incrementAndGet();
        daemon(() -> serve(socket, number));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      script.serve(socket, number);
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over.
    } finally {
      open.remove(socket);
    }
  }

  /** Reads a request with its body; null when the client closed. */
  @Nullable String request(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      text.append((char) next);
    }
    int at = text.indexOf("content-length: ");
    if (at >= 0) {
      int length = Integer.parseInt(text.substring(at + 16, text.indexOf("\r\n", at)));
      text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    requests.incrementAndGet();
    return text.toString();
  }

  static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  URI uri(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
  }

  int accepted() {
    return accepted.get();
  }

  int requests() {
    return requests.get();
  }

  int open() {
    return open.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
