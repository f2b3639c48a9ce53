package dev.spike.frontier;

import java.util.List;

/**
 * Where the frontier is looked for.
 *
 * @param heights the heights of spikes to try, ascending, in arrivals a second
 * @param shortest the shortest spike to try, in seconds
 * @param longest the longest, in seconds
 * @param trials how many answers to take
 * @param misjudged how often an answer is the wrong one, whatever the spike; above 0
 * @param capacity what the target can do, in operations a second; NaN when not known
 */
public record SearchSpace(
    List<Double> heights,
    double shortest,
    double longest,
    int trials,
    double misjudged,
    double capacity) {
  private static final double MOST_MISJUDGED = 0.2;
  private static final int MOST_HEIGHTS = 16;

  /** Checks. */
  public SearchSpace {
    heights = heights.stream().distinct().sorted().toList();
    require(
        !heights.isEmpty() && heights.size() <= MOST_HEIGHTS && heights.get(0) > 0,
        "heights " + heights + ": give 1 to " + MOST_HEIGHTS + " of them, each above 0/s");
    require(
        shortest > 0 && shortest < longest && longest <= 1e3 * shortest,
        "durations from "
            + shortest
            + " s to "
            + longest
            + " s: give two above 0, the second"
            + " longer, up to 1,000 times");
    require(trials >= 1 && trials <= 1000, "trials " + trials + ": give 1 to 1,000, such as 24");
    require(
        misjudged > 0 && misjudged <= MOST_MISJUDGED,
        "misjudged share " + misjudged + ": give one above 0 and up to " + MOST_MISJUDGED);
    require(
        Double.isNaN(capacity) || capacity > 0,
        "capacity " + capacity + "/s: give one above 0, or none");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
