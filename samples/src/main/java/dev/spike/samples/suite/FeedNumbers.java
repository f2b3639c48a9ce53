package dev.spike.samples.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at every update that one subscriber gets: is it mine, and is it the next one? Thread-safe.
 */
final class FeedNumbers {
  private static final Pattern UPDATE =
      Pattern.compile("\\{\"subscriber\":(\\d{1,18}),\"seq\":(\\d{1,18})}");

  private final long subscriber;
  private long received;
  private long last;
  private long lost;
  private long disordered;
  private long foreign;

  FeedNumbers(long subscriber) {
    this.subscriber = subscriber;
  }

  /** Takes an update; false if it is not one of this subscriber's. */
  synchronized boolean take(String text) {
    Matcher update = UPDATE.matcher(text);
    if (!update.matches() || Long.parseLong(update.group(1)) != subscriber) {
      foreign++;
      return false;
    }
    long seq = Long.parseLong(update.group(2));
    disordered += seq <= last ? 1 : 0;
    lost += Math.max(0, seq - last - 1);
    last = Math.max(last, seq);
    received++;
    return true;
  }

  /** Its own updates. */
  synchronized long received() {
    return received;
  }

  /** Numbers that were skipped; one that comes late after all counts here and as disordered. */
  synchronized long lost() {
    return lost;
  }

  /** Updates whose number is not above all before. */
  synchronized long disordered() {
    return disordered;
  }

  /** Updates that are somebody else's, or none at all. */
  synchronized long foreign() {
    return foreign;
  }
}
