package dev.spike.run;

import java.util.concurrent.CompletionStage;

/**
 * What is done at each arrival without blocking: the user's code starts something and gives a stage
 * that completes when it is over. Completing well means success, completing exceptionally or
 * throwing means failure, and a {@link RejectedException} that the target refused. It is called on
 * the pacing thread, so it has to return soon: while it has not, later arrivals wait, which counts
 * as their response time. When its time is up, the stage's future is cancelled.
 */
@FunctionalInterface
public interface AsyncOperation {
  /**
   * Starts the operation of one arrival.
   *
   * @return completes when it is over, on any thread; never null
   */
  CompletionStage<?> start(Arrival arrival) throws Exception;
}
