package dev.spike;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.run.UserPhase;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parts of a profile on the run's clock. */
record PlannedPhases(List<Phase> phases, List<UserPhase> users) {
  /** Rates that differ by less are the same. */
  private static final double RATE_ROUNDING = 1.001;

  /**
   * Of a profile.
   *
   * @param disturbed the roles in which something other than load disturbs the target
   */
  static PlannedPhases of(LoadProfile load, ArrivalSchedule schedule, Set<Role> disturbed) {
    double usualRate = load.parts().stream().mapToDouble(PlannedPhases::usualRate).max().orElse(0);
    int usualUsers = load.parts().stream().mapToInt(PlannedPhases::usualUsers).max().orElse(0);
    List<Phase> phases = new ArrayList<>();
    List<UserPhase> users = new ArrayList<>();
    long start = 0;
    for (LoadProfile.Part part : load.parts()) {
      long end = start + part.shape().durationNanos();
      boolean more = peak(part.shape()) > usualRate * RATE_ROUNDING || count(part) > usualUsers;
      boolean toTheEnd = part.shape().bursts().isEmpty() || disturbed.contains(part.role()) || more;
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
   * A burst is over with its instant, unless a fault goes on or the load under it is a spike of its
   * own; any other spike is over with its phase.
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
