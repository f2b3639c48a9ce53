package dev.spike.sim;

/**
 * One attempt of an operation.
 *
 * @param index the number of the operation's arrival
 * @param intended when the operation was due
 * @param started when its first attempt was made
 * @param attempt 0 for the first
 * @param at when this one is made
 * @param steady whether the operation holds a slot while it is in flight
 */
record Call(long index, long intended, long started, int attempt, long at, boolean steady) {
  /** The first attempt of an operation. */
  static Call first(long index, long intended, long at, boolean steady) {
    return new Call(index, intended, at, 0, at, steady);
  }

  /** The attempt after this one. */
  Call again(long when) {
    return new Call(index, intended, started, attempt + 1, when, steady);
  }
}
