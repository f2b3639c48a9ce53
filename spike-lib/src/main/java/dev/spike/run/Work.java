package dev.spike.run;

/** What is done at each arrival, and by which driver. */
public sealed interface Work {
  /**
   * An operation that may block, each on a thread of its own.
   *
   * @param operation the user's code
   * @param threads what it runs on
   */
  record Blocking(Operation operation, ThreadKind threads) implements Work {}

  /**
   * An operation that is started on the pacing thread and completes on any other.
   *
   * @param operation the user's code
   */
  record Async(AsyncOperation operation) implements Work {}

  /**
   * An operation that is performed by the pacing thread.
   *
   * @param operation the user's code
   */
  record Inline(InlineOperation operation) implements Work {}

  /** What operations run on, as it reads in a report. */
  default String description() {
    if (this instanceof Blocking blocking) {
      return blocking.threads().description();
    }
    return this instanceof Async ? "asynchronous operations" : "the pacing thread";
  }
}
