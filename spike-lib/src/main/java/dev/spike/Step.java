package dev.spike;

/** Something done before or after a scenario. */
@FunctionalInterface
public interface Step {
  /** Does it. */
  void run() throws Exception;
}
