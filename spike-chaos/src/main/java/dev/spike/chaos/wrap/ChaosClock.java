package dev.spike.chaos.wrap;

import dev.spike.chaos.ChaosPoint;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A clock with a point that each reading hits, also in another zone. Thread-safe. */
public final class ChaosClock extends Clock {
  private final Clock target;
  private final ChaosPoint point;

  private ChaosClock(Clock target, ChaosPoint point) {
    this.target = Objects.requireNonNull(target, "The clock to wrap was null: give one");
    this.point = point;
  }

  /**
   * Wraps a clock.
   *
   * @param name of the point, as in {@link ChaosPoint#of}
   */
  public static Clock wrap(Clock target, String name) {
    return new ChaosClock(target, ChaosPoint.of(name));
  }

  @Override
  public Instant instant() {
    return point.result(target.instant());
  }

  @Override
  public ZoneId getZone() {
    return target.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new ChaosClock(target.withZone(zone), point);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChaosClock that && point == that.point && target.equals(that.target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(point, target);
  }

  @Override
  public String toString() {
    return "ChaosClock[" + point.name() + " of " + target + "]";
  }
}
