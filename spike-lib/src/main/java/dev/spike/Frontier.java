package dev.spike;

import dev.spike.frontier.SearchSpace;
import dev.spike.frontier.Spike;
import dev.spike.schedule.Rate;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The question for the smallest spike from which a target does not come back, by height and
 * duration:
 *
 * <pre>{@code
 * Frontier frontier =
 *     Frontier.of(spike -> checkout
 *             .load(baseline(perSecond(500)).lasting(seconds(6))
 *                 .then(spike(perSecond(spike.height())).lasting(spike.duration()))
 *                 .then(recovery(perSecond(500)).lasting(seconds(20)))))
 *         .heights(perSecond(1_500), perSecond(2_000), perSecond(3_000))
 *         .durations(millis(200), seconds(10))
 *         .trials(32)
 *         .reset(server::restart);
 * FrontierReport report = new SpikeRunner(options).search(frontier);
 * }</pre>
 *
 * Each trial is a run of the scenario made for its spike, judged by whether the target came back;
 * criteria of the scenario's own are left out. Immutable: every method gives a new one.
 */
public final class Frontier {
  final Function<Spike, Scenario> scenario;
  private List<Rate> heights = List.of();
  private Duration shortest = Duration.ZERO;
  private Duration longest = Duration.ZERO;
  private int trials = Defaults.FRONTIER_TRIALS;
  private double misjudged = Defaults.MISJUDGED;
  private double capacity = Double.NaN;
  Step reset = () -> {};

  private Frontier(Function<Spike, Scenario> scenario) {
    this.scenario = scenario;
  }

  private Frontier(Frontier other) {
    this(other.scenario);
    heights = other.heights;
    shortest = other.shortest;
    longest = other.longest;
    trials = other.trials;
    misjudged = other.misjudged;
    capacity = other.capacity;
    reset = other.reset;
  }

  /**
   * Of scenarios made for each spike, with BASELINE, SPIKE and RECOVERY phases. The shortest and
   * the longest of each height are made before the search to see whether they could run.
   */
  public static Frontier of(Function<Spike, Scenario> scenario) {
    return new Frontier(scenario);
  }

  /** The rates of spikes to try, 1 to 16. */
  public Frontier heights(Rate... rates) {
    Frontier copy = new Frontier(this);
    copy.heights = List.of(rates);
    return copy;
  }

  /** The shortest and the longest spike to try. */
  public Frontier durations(Duration from, Duration to) {
    Frontier copy = new Frontier(this);
    copy.shortest = from;
    copy.longest = to;
    return copy;
  }

  /**
   * How many answers to take; 24 by default, which is enough for one height, and 32 for eight
   * together.
   */
  public Frontier trials(int count) {
    Frontier copy = new Frontier(this);
    copy.trials = count;
    return copy;
  }

  /** How often a trial's answer is the wrong one whatever the spike, from 0 to 1; 2% by default. */
  public Frontier misjudged(double share) {
    Frontier copy = new Frontier(this);
    copy.misjudged = share;
    return copy;
  }

  /** What the target can do, for the critical excess work in the report. */
  public Frontier capacity(Rate rate) {
    Frontier copy = new Frontier(this);
    copy.capacity = rate.perSecond();
    return copy;
  }

  /**
   * Done between trials, to get a stuck target going again. Whether it helped is seen by the next
   * trial's baseline; a trial that does not start from a normal one does not count.
   */
  public Frontier reset(Step step) {
    Frontier copy = new Frontier(this);
    copy.reset = step;
    return copy;
  }

  SearchSpace space() {
    return new SearchSpace(
        heights.stream().map(Rate::perSecond).toList(),
        shortest.toNanos() / 1e9,
        longest.toNanos() / 1e9,
        trials,
        misjudged,
        capacity);
  }

  /** The shortest and the longest spike of each height. */
  List<Spike> corners() {
    SearchSpace space = space();
    return space.heights().stream()
        .flatMap(
            height ->
                Stream.of(new Spike(height, space.shortest()), new Spike(height, space.longest())))
        .toList();
  }
}
