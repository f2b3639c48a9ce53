package dev.spike.junit.cases;

import dev.spike.junit.OnAllThreads;
import dev.spike.junit.SpikeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests of two classes that would meet if they could: each waits for the other to come. */
public final class Neighbours {
  /** Long enough for a test that is free to run to come. */
  private static final long LOOK_OUT_MILLIS = 200;

  private static final long PATIENCE_MILLIS = 60_000;

  private Neighbours() {}

  private static void meet(long millis) throws InterruptedException {
    Crowd.enter(millis);
    Crowd.leave();
  }

  /** Nothing is said of it. */
  public static class Unannotated {
    @Test
    void looksOut() throws InterruptedException {
      meet(LOOK_OUT_MILLIS);
    }
  }

  /** Runs alone. */
  public static class Measured {
    @SpikeTest
    void looksOut() throws InterruptedException {
      meet(LOOK_OUT_MILLIS);
    }
  }

  /** Runs alone as a class. */
  @OnAllThreads
  public static class AllDisturbed {
    @Test
    void looksOut() throws InterruptedException {
      meet(LOOK_OUT_MILLIS);
    }
  }

  /** As unannotated, and waits until the other is there. */
  public static class Free {
    @Test
    void meets() throws InterruptedException {
      meet(PATIENCE_MILLIS);
    }
  }

  /** A lock of a name keeps out only those that ask for it. */
  public static class Named {
    @Test
    @ResourceLock("spike")
    void meets() throws InterruptedException {
      meet(PATIENCE_MILLIS);
    }
  }
}
