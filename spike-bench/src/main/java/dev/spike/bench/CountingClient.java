package dev.spike.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Talks to a {@link CountingServer}. */
final class CountingClient implements AutoCloseable {
  private final Socket socket;
  private final ByteBuffer block = ByteBuffer.allocate(256 << 10);

  CountingClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
  }

  /** Sends so many bytes and waits until they are there. */
  void send(long bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    block.putLong(0, bytes);
    int first = (int) Math.min(bytes, block.capacity() - Long.BYTES);
    out.write(block.array(), 0, Long.BYTES + first);
    for (long left = bytes - first; left > 0; ) {
      int next = (int) Math.min(left, block.capacity());
      out.write(block.array(), 0, next);
      left -= next;
    }
    if (socket.getInputStream().read() < 0) {
      throw new EOFException("the server has gone");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
