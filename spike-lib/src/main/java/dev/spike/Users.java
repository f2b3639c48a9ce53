package dev.spike;

import java.time.Duration;

/**
 * Users of a closed model: each performs an operation, thinks, and performs the next, so that a
 * slow target is asked less often and a fast one more often. To find out whether a service survives
 * what others send it, use an open model, a {@link dev.spike.schedule.Rate}: users who wait for
 * answers spare the target just when it is in trouble, and what they did not ask is not measured.
 *
 * @param count how many; at least 1
 * @param thinking how long each pauses after an operation; zero or more
 */
public record Users(int count, Duration thinking) {
  /** Refuses no users and a negative pause. */
  public Users {
    if (count < 1) {
      throw new IllegalArgumentException(
          count + " users: there must be at least 1; give a number such as users(50)");
    }
    if (thinking.isNegative()) {
      throw new IllegalArgumentException(
          "think time of " + thinking + ": it must not be negative; Duration.ZERO means none");
    }
  }

  /** The same users with another pause. */
  public Users thinking(Duration pause) {
    return new Users(count, pause);
  }
}
