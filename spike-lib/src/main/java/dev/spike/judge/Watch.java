package dev.spike.judge;

import dev.spike.measure.FaultSpan;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The part of a run in which the way back from a disturbance is watched.
 *
 * @param fromNanos the end of the disturbance
 * @param untilNanos the nanosecond after the last that is watched
 */
public record Watch(long fromNanos, long untilNanos) {
  /** To the end of the run. */
  static Watch from(long nanos) {
    return new Watch(nanos, Long.MAX_VALUE);
  }

  /** How long it is. */
  public long nanos() {
    return untilNanos - fromNanos;
  }

  /**
   * After each end of a disturbance, ascending: from where nothing disturbs the target any more
   * until something does again, or a quiet phase begins. Ends of disturbances that go on together
   * are one, and so are those with less than an interval between them: nothing can be watched in
   * that, and between adjoining faults there is as much as it takes to undo one and begin the next.
   *
   * @param disturbance the name of a fault, or SPIKE
   * @param bucketNanos the width of an interval
   */
  public static List<Watch> afterEach(
      String disturbance, List<Phase> phases, List<FaultSpan> faults, long bucketNanos) {
    LongStream ends =
        disturbance.equals(Role.SPIKE.name())
            ? spikes(phases).stream().mapToLong(Phase::quietFromNanos)
            : faults.stream()
                .filter(fault -> fault.name().equals(disturbance))
                .mapToLong(FaultSpan::toNanos);
    return ends.map(end -> quiet(end, phases, faults, bucketNanos))
        .distinct()
        .sorted()
        .mapToObj(from -> new Watch(from, Math.max(from, next(from, phases, faults))))
        .toList();
  }

  private static List<Phase> spikes(List<Phase> phases) {
    return phases.stream().filter(phase -> phase.role() == Role.SPIKE).toList();
  }

  /** The first instant from one on at which nothing is on, nor before an interval has passed. */
  private static long quiet(
      long nanos, List<Phase> phases, List<FaultSpan> faults, long bucketNanos) {
    long latest = nanos;
    for (long before = -1; before != latest; ) {
      before = latest;
      long now = latest;
      long soon = now + bucketNanos;
      long spike =
          spikes(phases).stream()
              .filter(phase -> phase.startNanos() < soon)
              .mapToLong(Phase::quietFromNanos)
              .max()
              .orElse(now);
      long fault =
          faults.stream()
              .filter(span -> span.fromNanos() < soon)
              .mapToLong(FaultSpan::toNanos)
              .max()
              .orElse(now);
      latest = Math.max(now, Math.max(spike, fault));
    }
    return latest;
  }

  /** When something is on again, load is paused (perhaps already), or the load ends. */
  private static long next(long from, List<Phase> phases, List<FaultSpan> faults) {
    if (phases.stream().anyMatch(phase -> phase.role() == Role.QUIET && phase.contains(from))) {
      return from;
    }
    LongStream starts =
        phases.stream()
            .filter(phase -> phase.role() == Role.SPIKE || phase.role() == Role.QUIET)
            .mapToLong(Phase::startNanos);
    LongStream begins = faults.stream().mapToLong(FaultSpan::fromNanos);
    long end = phases.stream().mapToLong(Phase::endNanos).max().orElse(0);
    return LongStream.concat(starts, begins).filter(nanos -> nanos > from).min().orElse(end);
  }
}
