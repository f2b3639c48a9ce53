package dev.spike.measure;

/**
 * Something that happened at one time of the run, such as a fault armed or reverted.
 *
 * @param name what happened
 * @param plannedNanos when it was to happen; -1 where nobody planned it
 * @param actualNanos when it did
 */
public record Event(String name, long plannedNanos, long actualNanos) {}
