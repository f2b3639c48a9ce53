package dev.spike.remote.proxy;

/** How a stream ends, the mildest first. */
enum Ending {
  /** The source sends no more, but still reads. */
  HALF,
  /** The connection is to be closed, after what has been passed on. */
  FULL,
  /** The connection is to be reset at once. */
  RESET
}
