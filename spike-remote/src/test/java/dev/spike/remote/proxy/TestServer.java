package dev.spike.remote.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on loopback that hands out what it accepts, or does something with each of them. */
final class TestServer implements AutoCloseable {
  /** What to do with a connection, on a thread of its own. */
  @FunctionalInterface
  interface Service {
    void serve(Socket socket) throws IOException;
  }

  private final ServerSocket listener;
  private final LinkedBlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TestServer(boolean handsOut, Service service) throws IOException {
    this.listener = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
    start(() -> accept(handsOut, service));
  }

  /** Its connections are to be had from {@link #next}. */
  static TestServer accepting() throws IOException {
    return new TestServer(true, socket -> {});
  }

  static TestServer serving(Service service) throws IOException {
    return new TestServer(false, service);
  }

  static TestServer echo() throws IOException {
    return serving(
        socket -> {
          InputStream in = socket.getInputStream();
          OutputStream out = socket.getOutputStream();
          byte[] buffer = new byte[64 << 10];
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
          }
          socket.close();
        });
  }

  /** Resets every other connection at once, and closes the rest after a hundred more. */
  static TestServer abrupt() throws IOException {
    TestServer server = accepting();
    start(server::closeAbruptly);
    return server;
  }

  private void closeAbruptly() {
    try {
      ArrayDeque<Socket> kept = new ArrayDeque<>();
      for (long i = 0; !listener.isClosed(); i++) {
        Socket socket = accepted.take();
        socket.setSoLinger(i % 2 == 0, 0);
        kept.add(socket);
        if (i % 2 == 0 || kept.size() > 100) {
          Socket gone = i % 2 == 0 ? kept.removeLast() : kept.remove();
          gone.close();
          open.remove(gone);
        }
      }
    } catch (IOException | InterruptedException e) {
      // Closed.
    }
  }

  static void start(Runnable task) {
    Thread thread = new Thread(task, "test-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(boolean handsOut, Service service) {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        if (handsOut) {
          accepted.add(socket);
        } else {
          start(() -> serve(service, socket));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Service service, Socket socket) {
    try {
      service.serve(socket);
    } catch (IOException e) {
      // The client may go as it likes.
    } finally {
      open.remove(socket);
    }
  }

  Socket next() throws InterruptedException {
    Socket socket = accepted.poll(20, TimeUnit.SECONDS);
    if (socket == null) {
      throw new AssertionError("no connection came");
    }
    return socket;
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
