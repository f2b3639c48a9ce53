package dev.spike.samples.storefront.workers;

/** The queue is at its capacity: the job was rejected, not queued. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueueFullException(int capacity) {
    // No stack trace: there are many of these just when the service is busiest.
    super("queue is full with " + capacity + " jobs: try again later", null, false, false);
  }
}
