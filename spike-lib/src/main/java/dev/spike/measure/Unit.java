package dev.spike.measure;

/** The unit of a measured value. Times are in nanoseconds, sizes in bytes, shares from 0 to 1. */
public enum Unit {
  COUNT,
  RATIO,
  NANOS,
  BYTES,
  PER_SECOND
}
