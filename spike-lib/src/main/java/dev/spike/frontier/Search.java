package dev.spike.frontier;

import dev.spike.frontier.Candidate.Answered;
import dev.spike.frontier.Threshold.Place;
import dev.spike.frontier.Trial.Answer;
import dev.spike.frontier.Trial.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A search for the recovery frontier: says which spike to try, takes the answer, and so on until it
 * {@link #isOver}.
 *
 * <pre>{@code
 * Search search = new Search(space);
 * while (!search.isOver()) {
 *   search.answered(outcomeOf(search.next()), "");
 * }
 * Finding finding = search.finding();
 * }</pre>
 *
 * Three spikes of four are chosen for the threshold's sake; the fourth is the one least like those
 * tried. An answer that had a probability below 10% is asked for again, up to three times. Nothing
 * is drawn: the same answers lead to the same spikes. Not thread-safe.
 */
public final class Search {
  private static final int LOOK_AROUND_EVERY = 4;
  private static final double SURPRISE = 0.1;
  private static final int CONFIRMATIONS = 3;

  /** ln(0.9/0.1): so many scales from the middle a logistic curve is at 90%. */
  private static final double NINE_TENTHS = Math.log(9);

  private final SearchSpace space;
  private final Curves curves;
  private final Choice choice;
  private final Posterior posterior;
  private final List<Answered> answers = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();
  private Candidate candidate;
  private Purpose purpose = Purpose.INFORMATION;
  private int confirmations;
  private int chosen;

  /** A search that has not begun. */
  public Search(SearchSpace space) {
    this.space = space;
    curves = new Curves(space);
    choice = new Choice(curves);
    posterior = new Posterior(curves);
    candidate = choice.mostInformative(posterior);
  }

  /**
   * Whether it has the answers it asked for, or too many trials did not count: a quarter of those
   * asked for, and at least three.
   */
  public boolean isOver() {
    int uncounted = trials.size() - answers.size();
    return answers.size() >= space.trials() || uncounted > Math.max(3, space.trials() / 4);
  }

  /** The spike to try; the same until its answer counts. */
  public Spike next() {
    double seconds = Math.exp(curves.durations[candidate.duration()]);
    return new Spike(space.heights().get(candidate.height()), seconds);
  }

  /** What became of the target after {@link #next}. */
  public Trial answered(Answer answer, String detail) {
    Trial trial = new Trial(next(), answer, purpose, detail);
    trials.add(trial);
    if (trial.counts()) {
      learn(answer == Answer.STUCK);
    }
    return trial;
  }

  private void learn(boolean stuck) {
    double x = curves.durations[candidate.duration()];
    double chance = posterior.expect(candidate.height(), x).stuck();
    boolean surprise = (stuck ? chance : 1 - chance) < SURPRISE;
    posterior.learn(candidate.height(), x, stuck);
    answers.add(new Answered(candidate, stuck));
    confirmations = purpose == Purpose.CONFIRMATION ? confirmations + 1 : 0;
    if (surprise && confirmations < CONFIRMATIONS) {
      purpose = Purpose.CONFIRMATION;
    } else {
      choose();
    }
  }

  private void choose() {
    chosen++;
    boolean around = chosen % LOOK_AROUND_EVERY == LOOK_AROUND_EVERY - 1;
    purpose = around ? Purpose.LOOK_AROUND : Purpose.INFORMATION;
    candidate = around ? choice.leastKnown(answers) : choice.mostInformative(posterior);
  }

  /** What the answers so far prove. */
  public Finding finding() {
    double contradiction = answers.isEmpty() ? 0 : new NonMonotone(curves, answers).evidence();
    boolean told = !answers.isEmpty() && contradiction < Finding.CONTRADICTED;
    int heights = told ? space.heights().size() : 0;
    List<Threshold> thresholds = IntStream.range(0, heights).mapToObj(this::threshold).toList();
    boolean curve = thresholds.stream().filter(t -> t.place() == Place.WITHIN).count() > 1;
    return new Finding(
        space,
        trials,
        thresholds,
        curve ? Optional.of(posterior.harmless()) : Optional.empty(),
        contradiction,
        widestGap());
  }

  private Threshold threshold(int height) {
    double rate = space.heights().get(height);
    Band d50 = duration(height, 0);
    double excess = rate / space.capacity() - 1;
    return new Threshold(
        rate,
        duration(height, -NINE_TENTHS),
        d50,
        duration(height, NINE_TENTHS),
        d50.map(seconds -> excess > 0 ? seconds * excess : Double.NaN));
  }

  private Band duration(int height, double scalesFromMiddle) {
    DoubleUnaryOperator told =
        x ->
            x < Math.log(space.shortest())
                ? 0
                : x > Math.log(space.longest()) ? Double.POSITIVE_INFINITY : Math.exp(x);
    return posterior.logDuration(height, scalesFromMiddle).map(told);
  }

  private double widestGap() {
    return IntStream.range(0, space.heights().size())
        .mapToDouble(this::widestGap)
        .max()
        .orElseThrow();
  }

  private double widestGap(int height) {
    double[] tried =
        IntStream.concat(
                answers.stream()
                    .map(Answered::spike)
                    .filter(spike -> spike.height() == height)
                    .mapToInt(Candidate::duration),
                IntStream.of(0, curves.durations.length - 1))
            .sorted()
            .mapToDouble(duration -> curves.durations[duration])
            .toArray();
    double widest = 0;
    for (int i = 1; i < tried.length; i++) {
      widest = Math.max(widest, tried[i] - tried[i - 1]);
    }
    return Math.exp(widest);
  }
}
