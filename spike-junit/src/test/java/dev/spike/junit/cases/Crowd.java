package dev.spike.junit.cases;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tests that wait for each other: how many were under way at once. */
public final class Crowd {
  private static final AtomicInteger UNDER_WAY = new AtomicInteger();
  private static final AtomicInteger MOST = new AtomicInteger();
  private static volatile CountDownLatch arrivals = new CountDownLatch(0);

  private Crowd() {}

  /** Starts anew: the first ones that come wait until so many are there. */
  public static void expect(int atOnce) {
    MOST.set(0);
    arrivals = new CountDownLatch(atOnce);
  }

  /** The most that were under way at once. */
  public static int most() {
    return MOST.get();
  }

  /** Comes in, and waits at most so long for the others. */
  public static void enter(long millis) throws InterruptedException {
    MOST.accumulateAndGet(UNDER_WAY.incrementAndGet(), Math::max);
    arrivals.countDown();
    arrivals.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Goes. */
  public static void leave() {
    UNDER_WAY.decrementAndGet();
  }
}
