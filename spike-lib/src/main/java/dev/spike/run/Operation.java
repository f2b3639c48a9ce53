package dev.spike.run;

/**
 * What is done at each arrival: the user's code. It may block; returning means success, throwing
 * means failure, and a {@link RejectedException} that the target refused. It is called from many
 * threads at once, and interrupted when its time is up.
 */
@FunctionalInterface
public interface Operation {
  /** Performs the operation of one arrival. */
  void perform(Arrival arrival) throws Exception;
}
