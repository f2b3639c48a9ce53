package dev.spike;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.run.TimedDisturbance;
import dev.spike.run.UserPhase;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a profile on the run's clock. */
record PlannedPhases(List<Phase> phases, List<UserPhase> users) {
  /** Rates that differ by less are the same. */
  private static final double RATE_ROUNDING = 1.001;

  /** Of a profile, which nothing but load disturbs. */
  static PlannedPhases of(LoadProfile load, ArrivalSchedule schedule) {
    double usualRate = load.parts().stream().mapToDouble(PlannedPhases::usualRate).max().orElse(0);
    int usualUsers = load.parts().stream().mapToInt(PlannedPhases::usualUsers).max().orElse(0);
    List<Phase> phases = new ArrayList<>();
    List<UserPhase> users = new ArrayList<>();
    long start = 0;
    for (LoadProfile.Part part : load.parts()) {
      long end = start + part.shape().durationNanos();
      boolean more = peak(part.shape()) > usualRate * RATE_ROUNDING || count(part) > usualUsers;
      boolean toTheEnd = part.shape().bursts().isEmpty() || more;
      long quiet = toTheEnd ? end : start + lastBurst(part.shape());
      phases.add(
          new Phase(
              part.name(),
              part.role(),
              start,
              end,
              schedule.countBetween(start, end),
              part.role() == Role.SPIKE ? quiet : start));
      Users closed = part.users();
      if (closed != null) {
        users.add(new UserPhase(start, end, closed.count(), closed.thinking().toNanos()));
      }
      start = end;
    }
    return new PlannedPhases(phases, users);
  }

  /**
   * The same where a spike is not over before the faults that begin in it, nor before those that
   * are on when these end. A fault that comes later is a disturbance of its own.
   */
  PlannedPhases disturbedBy(List<TimedDisturbance> disturbances) {
    List<TimedDisturbance> sorted =
        disturbances.stream()
            .sorted(Comparator.comparingLong(TimedDisturbance::fromNanos))
            .toList();
    return new PlannedPhases(
        phases.stream().map(phase -> disturbed(phase, sorted)).toList(), users);
  }

  private static Phase disturbed(Phase phase, List<TimedDisturbance> sorted) {
    if (phase.role() != Role.SPIKE) {
      return phase;
    }
    long over = phase.quietFromNanos();
    for (TimedDisturbance one : sorted) {
      if (phase.contains(one.fromNanos()) || one.fromNanos() < over) {
        over = Math.max(over, one.toNanos());
      }
    }
    return phase.quietFrom(over);
  }

  /**
   * A burst is over with its instant, unless the load under it is a spike of its own; any other
   * spike is over with its phase.
   */
  private static long lastBurst(LoadShape shape) {
    return shape.bursts().get(shape.bursts().size() - 1).atNanos();
  }

  private static boolean isUsual(LoadProfile.Part part) {
    return part.role() == Role.BASELINE || part.role() == Role.RECOVERY;
  }

  /** The highest rate of a baseline; of a recovery, which may still come down, the last. */
  private static double usualRate(LoadProfile.Part part) {
    if (!isUsual(part)) {
      return 0;
    }
    List<Segment> segments = part.shape().segments();
    return part.role() == Role.RECOVERY
        ? segments.get(segments.size() - 1).endRate()
        : peak(part.shape());
  }

  private static int usualUsers(LoadProfile.Part part) {
    return isUsual(part) ? count(part) : 0;
  }

  private static int count(LoadProfile.Part part) {
    return part.users() == null ? 0 : part.users().count();
  }

  private static double peak(LoadShape shape) {
    return shape.segments().stream().mapToDouble(Segment::peakPerSecond).max().orElse(0);
  }
}
