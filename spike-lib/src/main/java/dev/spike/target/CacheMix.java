package dev.spike.target;

import java.util.SplittableRandom;

/**
 * How often each kind of operation is done, as weights.
 *
 * @param reads of one key
 * @param writes of one key, each followed by its invalidation
 * @param invalidations of one key that was not written
 * @param bulkReads of all keys at once
 * @param bulkInvalidations of all keys at once
 */
record CacheMix(int reads, int writes, int invalidations, int bulkReads, int bulkInvalidations) {
  static final CacheMix STANDARD = new CacheMix(80, 15, 5, 0, 0);

  /** What is done. */
  enum Kind {
    READ,
    WRITE,
    INVALIDATE,
    READ_ALL,
    INVALIDATE_ALL
  }

  CacheMix {
    if (Math.min(Math.min(reads, writes), invalidations) < 0
        || Math.min(bulkReads, bulkInvalidations) < 0) {
      throw new IllegalArgumentException(
          "weights %d:%d:%d and %d:%d in bulk: none may be below zero, such as 80:15:5 and 0:0"
              .formatted(reads, writes, invalidations, bulkReads, bulkInvalidations));
    }
    if (reads + bulkReads == 0 || writes == 0) {
      throw new IllegalArgumentException(
          "weights %d:%d:%d: without reads and writes nothing can be found, such as 80:15:5"
              .formatted(reads, writes, invalidations));
    }
  }

  CacheMix withBulk(int newReads, int newInvalidations) {
    return new CacheMix(reads, writes, invalidations, newReads, newInvalidations);
  }

  Kind draw(SplittableRandom random) {
    int drawn = random.nextInt(reads + writes + invalidations + bulkReads + bulkInvalidations);
    for (Kind kind : Kind.values()) {
      drawn -= weight(kind);
      if (drawn < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("drawn beyond the sum of the weights of " + this);
  }

  private int weight(Kind kind) {
    return switch (kind) {
      case READ -> reads;
      case WRITE -> writes;
      case INVALIDATE -> invalidations;
      case READ_ALL -> bulkReads;
      case INVALIDATE_ALL -> bulkInvalidations;
    };
  }
}
