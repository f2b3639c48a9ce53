package dev.spike.measure;

import java.util.List;
import java.util.Optional;

/**
 * Something that happened at one time of the run, such as a fault armed or reverted.
 *
 * @param name what happened
 * @param plannedNanos when it was to happen; -1 where nobody planned it
 * @param actualNanos when it did
 */
public record Event(String name, long plannedNanos, long actualNanos) {
  private static final String BEGINS = " begins";
  private static final String ENDS = " ends";

  /** The begin of a fault. */
  public static Event begins(String fault, long plannedNanos, long actualNanos) {
    return new Event(fault + BEGINS, plannedNanos, actualNanos);
  }

  /** The end of a fault. */
  public static Event ends(String fault, long plannedNanos, long actualNanos) {
    return new Event(fault + ENDS, plannedNanos, actualNanos);
  }

  /** Whether a fault began. */
  public boolean isBegin() {
    return name.endsWith(BEGINS);
  }

  /** Whether a fault ended. */
  public boolean isEnd() {
    return name.endsWith(ENDS);
  }

  /** The fault that began or ended; otherwise what happened. */
  public String fault() {
    int words = isBegin() ? BEGINS.length() : isEnd() ? ENDS.length() : 0;
    return name.substring(0, name.length() - words);
  }

  /** By how much it was late, negative when early; zero where nobody planned it. */
  public long latenessNanos() {
    return plannedNanos < 0 ? 0 : actualNanos - plannedNanos;
  }

  /** The phase it falls in, by plan where there was one; what ends with a phase falls in that. */
  public Optional<Phase> phaseAmong(List<Phase> phases) {
    long instant = plannedNanos < 0 ? actualNanos : plannedNanos;
    long within = isEnd() ? instant - 1 : instant;
    return phases.stream().filter(phase -> phase.contains(within)).findFirst();
  }
}
