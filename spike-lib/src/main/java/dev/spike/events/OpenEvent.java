package dev.spike.events;

import dev.spike.events.SpikeEvent.State;

/**
 * An event that has been found and is watched for its end: a CUSUM of the log-likelihood ratio of
 * normal values to values of the event's height h, in standard deviations; h at most 2, so that
 * what is left of a fading spike still belongs to it. At odds of 99 to 1 the event ended where that
 * sum last left zero.
 */
final class OpenEvent {
  private static final double ODDS = Math.log(0.99 / 0.01);
  private static final double HIGHEST = 2;
  private static final double LOWEST = 0.5;

  private final double normal;
  private final long detected;
  private final Stretch inside;
  private final Stretch quiet = new Stretch();
  private final Level level = new Level();
  private double evidence;

  /**
   * An event found with the last value of an excursion, whose values are taken over.
   *
   * @param normal the level before, as a value
   */
  OpenEvent(double normal, Stretch excursion) {
    this.normal = normal;
    inside = new Stretch();
    inside.append(excursion);
    detected = inside.end() - 1;
  }

  /**
   * Adds the next value.
   *
   * @param scaled the value on its scale
   * @param deviation by how many standard deviations it lies above normal
   */
  void add(long at, double value, double scaled, double deviation) {
    double height = Math.min(HIGHEST, Math.max(LOWEST, inside.meanDeviation()));
    evidence = Math.max(0, evidence + height * (height / 2 - deviation));
    quiet.add(at, value, deviation);
    level.add(scaled);
    if (evidence == 0) {
      inside.append(quiet);
    }
  }

  boolean isOver() {
    return evidence >= ODDS;
  }

  /** How many values have come since it was found. */
  long age() {
    return (quiet.isEmpty() ? inside.end() : quiet.end()) - 1 - detected;
  }

  /** The level of the values since it was found. */
  Level level() {
    return level;
  }

  /** The event as it is while it goes on. */
  SpikeEvent goingOn() {
    return told(State.OPEN, quiet.isEmpty() ? inside.end() : quiet.end());
  }

  /** The event that is over: what was quiet at its end is no part of it. */
  SpikeEvent over() {
    return told(State.BACK, inside.end());
  }

  /** The event whose level is now what is normal. */
  SpikeEvent settled() {
    inside.append(quiet);
    return told(State.NEW_NORMAL, inside.end());
  }

  private SpikeEvent told(State state, long end) {
    return new SpikeEvent(
        inside.start(),
        detected,
        end,
        state,
        normal,
        inside.mean(),
        inside.peak(),
        inside.peakAt());
  }
}
