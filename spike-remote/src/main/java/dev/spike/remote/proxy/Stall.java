package dev.spike.remote.proxy;

/**
 * What a lost segment does to a TCP stream: it pauses until the segment has been sent again, and
 * nothing is lost. Losses come in bursts (the two states of Gilbert, "Capacity of a burst-noise
 * channel", Bell System Technical Journal 1960):
 *
 * <pre>
 *   P(stalled | the chunk before passed)  = p (1 - c)
 *   P(stalled | the chunk before stalled) = p + c (1 - p)       so that a share p stalls
 * </pre>
 *
 * @param probability p that a chunk is held, from 0 to 1
 * @param millis for how long it is, with all that follows: milliseconds
 * @param correlation c, from 0 (independent) to below 1
 */
public record Stall(double probability, long millis, double correlation) implements Toxic {
  /** Checks the bounds. */
  public Stall {
    Probability.check("probability of a stall toxic", probability);
    Probability.checkCorrelation("correlation of a stall toxic", correlation);
  }

  /** Chunks stall independently of each other. */
  public Stall(double probability, long millis) {
    this(probability, millis, 0);
  }

  @Override
  public String type() {
    return "stall";
  }
}
