package dev.spike.remote.proxy;

/**
 * Flips one bit of some bytes.
 *
 * @param probability that a byte is hit, from 0 to 1
 */
public record Corrupt(double probability) implements Toxic {
  /** Checks the bound. */
  public Corrupt {
    Probability.check("probability of a corrupt toxic", probability);
  }

  @Override
  public String type() {
    return "corrupt";
  }
}
