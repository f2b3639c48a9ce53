package dev.spike.measure;

import java.util.EnumMap;
import java.util.Map;

/** An interval that is being recorded; guarded by its stripe. */
final class Cell {
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final LatencyTally response = new LatencyTally();
  private final LatencyTally undelayed = new LatencyTally();
  private final LatencyTally service = new LatencyTally();
  private final LatencyTally delay = new LatencyTally();

  void ended(long intended, long dispatched, long started, long ended, Outcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
    response.add(ended - intended);
    undelayed.add(ended - dispatched);
    service.add(ended - started);
    delay.add(dispatched - intended);
  }

  void dropped(long atLeastNanos) {
    outcomes.merge(Outcome.DROPPED, 1L, Long::sum);
    response.add(atLeastNanos);
    undelayed.add(atLeastNanos);
  }

  Interval toInterval(int index) {
    return new Interval(
        index,
        new Outcomes(
            count(Outcome.OK),
            count(Outcome.FAILED),
            count(Outcome.TIMED_OUT),
            count(Outcome.REJECTED),
            count(Outcome.DROPPED),
            count(Outcome.UNFINISHED)),
        response.toLatencies(),
        undelayed.toLatencies(),
        service.toLatencies(),
        delay.toLatencies());
  }

  private long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }
}
