package dev.spike.judge;

/**
 * A limit in multiples of what the same metric is in the baseline: {@code times(3)}.
 *
 * @param times above zero
 */
public record Multiple(double times) {
  /** Refuses what is no multiple. */
  public Multiple {
    if (!(times > 0 && Double.isFinite(times))) {
      throw new IllegalArgumentException(
          times + " times the baseline: it must be above zero, such as times(3)");
    }
  }
}
