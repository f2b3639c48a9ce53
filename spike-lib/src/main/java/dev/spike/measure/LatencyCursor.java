package dev.spike.measure;

/** Reads what {@link LatencyEncoder} made, bucket by bucket; not thread-safe. */
final class LatencyCursor {
  private final byte[] code;
  private int at;
  private int bucket = -1;
  private long count;

  /** A cursor before the first bucket. */
  LatencyCursor(byte[] code) {
    this.code = code;
  }

  /** Goes to the next occupied bucket; false when there is none. */
  boolean next() {
    if (at == code.length) {
      bucket = Buckets.COUNT;
      count = 0;
      return false;
    }
    long head = number();
    bucket += (int) (head >>> 1) + 1;
    count = (head & 1) == 0 ? 1 : number() + 2;
    return true;
  }

  private long number() {
    byte group = code[at++];
    if (group >= 0) {
      return group;
    }
    long value = group & 0x7F;
    for (int shift = 7; ; shift += 7) {
      group = code[at++];
      value |= (long) (group & 0x7F) << shift;
      if (group >= 0) {
        return value;
      }
    }
  }

  /** The number of the bucket; beyond all when there is no next one. */
  int bucket() {
    return bucket;
  }

  /** The value that the bucket stands for, in nanoseconds. */
  long nanos() {
    return Buckets.highestOf(bucket);
  }

  /** How many values it holds. */
  long count() {
    return count;
  }
}
