package dev.spike.remote.proxy;

import io.netty.buffer.ByteBuf;

/** Bytes on their way through the toxics. Whoever holds it releases it or hands it on. */
final class Chunk {
  /** What holding even an empty one takes, in bytes: buffer, queue and this. */
  private static final int OVERHEAD = 256;

  final ByteBuf data;

  /** When it was read or, once delayed, was due: in nanoseconds of {@link System#nanoTime()}. */
  long at;

  Chunk(ByteBuf data, long at) {
    this.data = data;
    this.at = at;
  }

  int size() {
    return data.readableBytes();
  }

  /** Bytes that holding it takes. */
  int weight() {
    return size() + OVERHEAD;
  }

  /** Takes the first bytes off. */
  Chunk split(int bytes) {
    return new Chunk(data.readRetainedSlice(bytes), at);
  }

  void release() {
    data.release();
  }
}
