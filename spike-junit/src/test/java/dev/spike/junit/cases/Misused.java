package dev.spike.junit.cases;

import dev.spike.junit.Spike;
import dev.spike.junit.SpikeBenchmark;
import dev.spike.junit.SpikeTest;
import org.junit.jupiter.api.Nested;

/** Tests that JUnit passes over. */
public final class Misused {
  private Misused() {}

  /** Nothing else in it: no test class to Jupiter. */
  public static class Returning {
    @SpikeTest
    String herd(Spike spike) {
      return "never called";
    }
  }

  /** Words that JUnit does not like. */
  public static class Hidden {
    @SpikeTest
    @SuppressWarnings("UnusedMethod") // never called by anyone, which is the point
    private void inPrivate() {}

    @SpikeBenchmark
    static void inStatic() {}

    @SpikeTest
    void right() {}
  }

  /** Further down. */
  public static class Outer {
    @Nested
    @SuppressWarnings("ClassCanBeStatic") // JUnit's nested classes are not
    class Inner {
      @SpikeTest
      int herd() {
        return 0;
      }
    }
  }
}
