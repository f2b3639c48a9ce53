package dev.spike.measure;

/**
 * An interval that is being recorded; not thread-safe. Made to be used again.
 *
 * <p>An operation that starts as soon as it is dispatched, as all do on the pacing thread itself,
 * has the same service time as undelayed response time and a waiting time of zero: its one figure
 * is counted once, and the three are made of it when the interval is.
 */
final class Cell {
  private long failed;
  private long timedOut;
  private long rejected;
  private long dropped;
  private long unfinished;
  private final LatencyTally response = new LatencyTally();
  private final LatencyTally delay = new LatencyTally();
  private final LatencyTally promptService = new LatencyTally();
  private final LatencyTally otherService = new LatencyTally();
  private final LatencyTally otherUndelayed = new LatencyTally();
  private final LatencyTally otherWaiting = new LatencyTally();

  /** Counts an operation that was started. */
  void ended(long intended, long dispatched, long started, long ended, Outcome outcome) {
    if (outcome != Outcome.OK) {
      count(outcome);
    }
    response.add(ended - intended);
    delay.add(dispatched - intended);
    if (started == dispatched) {
      promptService.add(ended - started);
    } else {
      waited(dispatched, started, ended);
    }
  }

  /** Not part of {@link #ended}, to keep small what the compiler puts into the pacing loop. */
  private void waited(long dispatched, long started, long ended) {
    otherService.add(ended - started);
    otherUndelayed.add(ended - dispatched);
    otherWaiting.add(started - dispatched);
  }

  /** Counts an operation that was not started. */
  void dropped(long atLeastNanos) {
    dropped++;
    response.add(atLeastNanos);
    otherUndelayed.add(atLeastNanos);
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case FAILED -> failed++;
      case TIMED_OUT -> timedOut++;
      case REJECTED -> rejected++;
      case DROPPED -> dropped++;
      case UNFINISHED -> unfinished++;
      case OK -> {} // What is left of all.
    }
  }

  /** How many were counted. */
  long count() {
    return response.count();
  }

  /** How those that were counted came out. */
  Outcomes outcomes() {
    long ok = count() - failed - timedOut - rejected - dropped - unfinished;
    return new Outcomes(ok, failed, timedOut, rejected, dropped, unfinished);
  }

  /** What was counted, under the number of its interval. */
  Interval toInterval(int index) {
    Latencies straight = promptService.toLatencies();
    return new Interval(
        index,
        outcomes(),
        response.toLatencies(),
        straight.plus(otherUndelayed.toLatencies()),
        straight.plus(otherService.toLatencies()),
        delay.toLatencies(),
        Latencies.repeated(0, straight.count()).plus(otherWaiting.toLatencies()));
  }

  /** Forgets all, and keeps the tables. */
  void clear() {
    failed = 0;
    timedOut = 0;
    rejected = 0;
    dropped = 0;
    unfinished = 0;
    response.clear();
    delay.clear();
    promptService.clear();
    otherService.clear();
    otherUndelayed.clear();
    otherWaiting.clear();
  }
}
