package dev.spike.chaos;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a lease's journal: a fault has acted once.
 *
 * @param kind of the fault; of a choice among several, that of the chosen one
 * @param point that was hit, or what a standing fault disturbs
 * @param arrival index of the operation; of a hit outside any, how many came before it; -1 of a
 *     standing fault
 * @param nth the how-manieth hit of the point within the operation, from 1; 0 outside any
 * @param subject what the call was about, shortened; empty when nothing is known
 * @param atNanos when, from the arming on
 * @param plannedNanos how long the fault meant to hold the call up; 0 of a fault that plans no time
 * @param tookNanos how long it did: what the call lost to it
 */
public record Injected(
    String kind,
    String point,
    long arrival,
    int nth,
    String subject,
    long atNanos,
    long plannedNanos,
    long tookNanos) {
  private static final int MAX_SUBJECT = 120;

  /** An object under test may fail at anything. */
  static String told(@Nullable Object subject) {
    try {
      String text = subject == null ? "" : String.valueOf(subject);
      return text.length() <= MAX_SUBJECT ? text : text.substring(0, MAX_SUBJECT);
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
