package dev.spike.remote.proxy;

/**
 * Passes on at most so many bytes a second, in pieces of 100 ms.
 *
 * @param rateKbPerSecond in 1,000 bytes a second; 0 passes on nothing, and what is held comes when
 *     the toxic is changed or removed
 */
public record Bandwidth(long rateKbPerSecond) implements Toxic {
  /** Checks the bound. */
  public Bandwidth {
    if (rateKbPerSecond < 0) {
      throw new IllegalArgumentException(
          "The rate of a bandwidth toxic was %d KB/s, but must be 0 or more: give 0 to stop the stream"
              .formatted(rateKbPerSecond));
    }
  }

  @Override
  public String type() {
    return "bandwidth";
  }
}
