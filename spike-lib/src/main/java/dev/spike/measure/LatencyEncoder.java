package dev.spike.measure;

import java.util.Arrays;

/**
 * Makes the bytes in which {@link Latencies} are kept. Each occupied {@link Buckets bucket},
 * ascending, is a number of how many empty ones lie before it, doubled, plus one where it counts
 * more than one value; then, where it does, that count less two. Numbers are in groups of seven
 * bits, the lowest first, all but the last with the eighth bit set. So most buckets of most
 * distributions take one byte. Not thread-safe.
 */
final class LatencyEncoder {
  private byte[] code;
  private int length;
  private int last = -1;
  private long total;

  /** An encoder; it grows beyond the size given. */
  LatencyEncoder(int bytes) {
    code = new byte[bytes];
  }

  /** Adds a bucket above all before it, with a count of one at least. */
  void append(int bucket, long count) {
    long skipped = bucket - last - 1L;
    number(skipped << 1 | (count > 1 ? 1 : 0));
    if (count > 1) {
      number(count - 2);
    }
    last = bucket;
    total += count;
  }

  private void number(long value) {
    long rest = value;
    while (rest >= 0x80) {
      put((int) (rest | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  private void put(int group) {
    if (length == code.length) {
      code = Arrays.copyOf(code, 16 + 2 * length);
    }
    code[length++] = (byte) group;
  }

  /** All that was added. */
  Latencies toLatencies() {
    return total == 0
        ? Latencies.EMPTY
        : new Latencies(Arrays.copyOf(code, length), total, Buckets.highestOf(last));
  }
}
