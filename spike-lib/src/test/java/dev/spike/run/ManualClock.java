package dev.spike.run;

/** Time that passes only when somebody sleeps or a test says so. */
final class ManualClock implements Clock {
  private long now = 1_000;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized void sleepUntil(long nanoTime) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    now = Math.max(now, nanoTime);
  }

  synchronized void pass(long nanos) {
    now += nanos;
  }
}
