package dev.spike.run;

/**
 * What is done at each arrival by the pacing thread itself: something that takes nanoseconds to
 * microseconds, such as reading a cache or asking a circuit breaker. No thread is changed and
 * nothing is allocated on the way. One operation runs at a time, so a slow one makes later ones
 * wait, which counts as their response time. Returning means success, throwing means failure, and a
 * {@link RejectedException} that the target refused.
 */
@FunctionalInterface
public interface InlineOperation {
  /**
   * Performs one operation.
   *
   * @param index the number of its arrival in the run, from 0
   */
  void perform(long index) throws Exception;
}
