package dev.spike.measure;

/**
 * What became of the operations that were due within one interval; immutable. Distributions that
 * are equal are kept once.
 *
 * @param index number of the interval, from 0 at the start of the run
 * @param outcomes how they came out
 * @param response ended - intended, of all that were due
 * @param undelayed ended - dispatched: the response time without the generator's own delay
 * @param service ended - started, of those that started
 * @param delay dispatched - intended: the generator's own delay, of those that started
 * @param waiting started - dispatched: waiting for a slot, which is load, of those that started
 */
public record Interval(
    int index,
    Outcomes outcomes,
    Latencies response,
    Latencies undelayed,
    Latencies service,
    Latencies delay,
    Latencies waiting) {
  /** Shares what is equal. */
  public Interval {
    undelayed = undelayed.equals(response) ? response : undelayed;
    service = service.equals(undelayed) ? undelayed : service;
    waiting = waiting.equals(delay) ? delay : waiting;
  }

  /** An interval in which nothing was due. */
  public static Interval empty(int index) {
    return new Interval(
        index,
        Outcomes.NONE,
        Latencies.EMPTY,
        Latencies.EMPTY,
        Latencies.EMPTY,
        Latencies.EMPTY,
        Latencies.EMPTY);
  }

  /** Both together, under this one's number. */
  public Interval plus(Interval other) {
    return new Interval(
        index,
        outcomes.plus(other.outcomes),
        response.plus(other.response),
        undelayed.plus(other.undelayed),
        service.plus(other.service),
        delay.plus(other.delay),
        waiting.plus(other.waiting));
  }

  /** The same interval with response times as if the generator had been on time. */
  public Interval withoutDelay() {
    return new Interval(index, outcomes, undelayed, undelayed, service, delay, waiting);
  }

  /** How many bytes are kept of the five distributions: about one of each distinct value. */
  public int retainedBytes() {
    return response.retainedBytes()
        + (undelayed.equals(response) ? 0 : undelayed.retainedBytes())
        + (service.equals(undelayed) ? 0 : service.retainedBytes())
        + delay.retainedBytes()
        + (waiting.equals(delay) ? 0 : waiting.retainedBytes());
  }
}
