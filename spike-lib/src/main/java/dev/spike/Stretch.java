package dev.spike;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.run.Disturbance;
import dev.spike.run.TimedDisturbance;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a fault is on: {@code at(seconds(3)).lasting(seconds(2))} counts from the start of the run,
 * {@code at(millis(500)).of(SPIKE).lasting(seconds(1))} from the start of each phase of a role.
 * Without a length it lasts to the end of these. Immutable.
 */
public final class Stretch {
  private final Duration offset;
  private final @Nullable Role role;
  private final @Nullable Duration length;

  private Stretch(Duration offset, @Nullable Role role, @Nullable Duration length) {
    this.offset = offset;
    this.role = role;
    this.length = length;
  }

  /** Begins so long after the start of the run; zero or more. */
  public static Stretch at(Duration offset) {
    if (offset.isNegative()) {
      throw new IllegalArgumentException(
          "a fault at " + offset + ": it must be zero or more, such as seconds(3)");
    }
    return new Stretch(offset, null, null);
  }

  /** The whole of each phase of a role. */
  static Stretch whole(Role role) {
    return at(Duration.ZERO).of(role);
  }

  /** Counts from the start of each phase of a role instead. */
  public Stretch of(Role phases) {
    return new Stretch(offset, phases, length);
  }

  /** Lasts so long; above zero. */
  public Stretch lasting(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "a fault lasting " + duration + ": it must be above zero, such as seconds(2)");
    }
    return new Stretch(offset, role, duration);
  }

  /** What is on then, in a run with these phases. */
  List<TimedDisturbance> of(Disturbance disturbance, String scenario, List<Phase> phases) {
    if (role == null) {
      long end = phases.get(phases.size() - 1).endNanos();
      return List.of(within(0, end, disturbance, "the load of scenario " + scenario));
    }
    List<Phase> in = phases.stream().filter(phase -> phase.role() == role).toList();
    if (in.isEmpty()) {
      throw new IllegalArgumentException(
          disturbance.name()
              + " during "
              + role
              + ": the load of scenario "
              + scenario
              + " has no such phase; add one or choose another role");
    }
    return in.stream()
        .map(
            phase ->
                within(
                    phase.startNanos(),
                    phase.endNanos(),
                    disturbance,
                    "phase " + phase.name() + " of scenario " + scenario))
        .toList();
  }

  private TimedDisturbance within(long start, long end, Disturbance disturbance, String whole) {
    long from = start + offset.toNanos();
    long to = length == null ? end : from + length.toNanos();
    if (from >= end || to > end) {
      throw new IllegalArgumentException(
          disturbance.name()
              + " at "
              + seconds(offset)
              + (length == null ? "" : " lasting " + seconds(length))
              + " does not fit: "
              + whole
              + " is "
              + seconds(Duration.ofNanos(end - start))
              + " long; begin earlier, last shorter, or lengthen the load");
    }
    return new TimedDisturbance(disturbance, from, to);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1e3 + " s";
  }
}
