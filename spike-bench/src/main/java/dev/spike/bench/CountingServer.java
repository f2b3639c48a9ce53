package dev.spike.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Serves one connection after the other: takes a number (8 bytes) and so many bytes, answers with
 * one, and so on.
 */
final class CountingServer implements AutoCloseable {
  private static final int BUFFER = 256 << 10;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  CountingServer() throws IOException {
    Splice.start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        client.setTcpNoDelay(true);
        answer(client);
      } catch (IOException e) {
        // The client, or the listener, has been closed.
      }
    }
  }

  private static void answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    byte[] buffer = new byte[BUFFER];
    while (true) {
      for (long left = in.readLong(); left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          return;
        }
        left -= read;
      }
      client.getOutputStream().write(1);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
