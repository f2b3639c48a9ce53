package dev.spike.frontier;

import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param space where it looked
 * @param trials every spike that was tried, also those that do not count, in order
 * @param thresholds by height, ascending; empty where the answers contradict every threshold, as a
 *     D50 would mislead, and where there is no answer
 * @param harmless the rate up to which no spike does lasting harm, however long: h0 of D50 ~ 1/(h -
 *     h0); only where at least two heights have a D50 within what was tried, as it is the curve's
 *     word, not that of a trial
 * @param contradiction E, by how much the answers speak for curves that fall again, "stuck after a
 *     spike and back after longer ones", against those that do not: a target without such a fall
 *     reaches 20 in at most one search of 20, whatever its curve within the model
 * @param widestGap the greatest ratio of two durations next to each other among those tried at one
 *     height, the ends of the range included: a fall narrower than it may be missed
 */
public record Finding(
    SearchSpace space,
    List<Trial> trials,
    List<Threshold> thresholds,
    Optional<Band> harmless,
    double contradiction,
    double widestGap) {
  /** From here on the answers contradict every threshold; false alarms at most 5%. */
  public static final double CONTRADICTED = 20;

  /** Copies its lists. */
  public Finding {
    trials = List.copyOf(trials);
    thresholds = List.copyOf(thresholds);
  }

  /** Whether the answers do not contradict that longer spikes do more harm. */
  public boolean monotone() {
    return contradiction < CONTRADICTED;
  }

  /** How many answers it rests on. */
  public long answers() {
    return trials.stream().filter(Trial::counts).count();
  }

  /** Whether it was given all the answers it asked for. */
  public boolean complete() {
    return answers() >= space.trials();
  }
}
