package dev.spike.remote.toxiproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it gets until {@link #BYE} comes. */
final class Echo implements AutoCloseable {
  /** Ends the connection from this side. */
  static final int BYE = 'q';

  private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());

  Echo() throws IOException {
    daemon(this::acceptAll);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      byte[] bytes = new byte[4096];
      for (int n = socket.getInputStream().read(bytes); n > 0; ) {
        if (bytes[0] == BYE) {
          return;
        }
        socket.getOutputStream().write(bytes, 0, n);
        n = socket.getInputStream().read(bytes);
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
