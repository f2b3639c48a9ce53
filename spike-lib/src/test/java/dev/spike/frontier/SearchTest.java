package dev.spike.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spike.frontier.Threshold.Place;
import dev.spike.frontier.Trial.Answer;
import dev.spike.frontier.Trial.Purpose;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches on targets whose P(stuck) is written down. */
class SearchTest {
  private static final long SEED = 41;

  @Test
  void aStepIsFoundToWithinTheGrid() {
    Finding finding = search(space(0.2, 10, 24), spike -> spike.seconds() > 1.2 ? 1 : 0, SEED);

    Threshold threshold = finding.thresholds().get(0);
    assertThat(threshold.place()).isEqualTo(Place.WITHIN);
    assertThat(threshold.d50().median()).isCloseTo(1.2, within(0.05));
    assertThat(threshold.d50().low()).isLessThan(1.2);
    assertThat(threshold.d50().high()).isGreaterThan(1.2);
    assertThat(threshold.excessWork().median()).isCloseTo(threshold.d50().median(), within(1e-9));
    assertThat(finding.trials()).extracting(Trial::purpose).contains(Purpose.LOOK_AROUND);
  }

  @Test
  void bandsOfALogisticCurveCoverWhatTheyPromise() {
    ToDoubleFunction<Spike> curve =
        spike -> 1 / (1 + Math.exp(-Math.log(spike.seconds() / 1.5) / 0.08));
    List<Finding> findings =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> search(space(0.2, 10, 24), curve, SEED + i))
            .toList();
    double d50 = covered(findings, Threshold::d50, 1.5);
    double d10 = covered(findings, Threshold::d10, 1.5 * Math.exp(-0.08 * Math.log(9)));
    double d90 = covered(findings, Threshold::d90, 1.5 * Math.exp(0.08 * Math.log(9)));
    System.out.printf(
        "200 searches from seed %d: 95%% bands cover D10 %.1f%%, D50 %.1f%%, D90 %.1f%%%n",
        SEED, 100 * d10, 100 * d50, 100 * d90);

    assertThat(List.of(d10, d50, d90)).allMatch(share -> share >= 0.92);
  }

  private static double covered(
      List<Finding> findings, Function<Threshold, Band> of, double truth) {
    return findings.stream()
            .flatMap(finding -> finding.thresholds().stream())
            .map(of)
            .filter(band -> band.low() <= truth && truth <= band.high())
            .count()
        / (double) findings.size();
  }

  /** Nothing that is monotone: at most 5% of searches say otherwise, for steep and flat curves. */
  @Test
  void falseAlarmsAreAtMostFivePercent() {
    long alarms =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> search(space(0.2, 10, 24), curve(0.02 * Math.pow(2, i % 5)), SEED + i))
            .filter(finding -> !finding.monotone())
            .count();
    System.out.printf("false alarms in 400 searches from seed %d: %d%n", SEED, alarms);

    assertThat(alarms).isLessThanOrEqualTo(20);
  }

  /** With 2% of answers wrong, as the search assumes. */
  private static ToDoubleFunction<Spike> curve(double scale) {
    return spike -> 0.02 + 0.96 / (1 + Math.exp(-Math.log(spike.seconds() / 1.5) / scale));
  }

  @Test
  void aBreakerThatOpensInTimeIsNoThreshold() {
    ToDoubleFunction<Spike> breaker =
        spike -> spike.seconds() > 1.2 && spike.seconds() < 3 ? 0.98 : 0.02;
    long said =
        IntStream.range(0, 40)
            .mapToObj(i -> search(space(0.2, 10, 24), breaker, SEED + i))
            .filter(finding -> !finding.monotone())
            .filter(finding -> finding.thresholds().isEmpty())
            .count();
    System.out.printf("stuck from 1.2 to 3 s only: said so in %d of 40 searches%n", said);

    assertThat(said).isGreaterThanOrEqualTo(36);
  }

  @Test
  void whatIsNeverStuckIsAboveAndWhatAlwaysIsBelow() {
    Finding never = search(space(0.2, 10, 16), spike -> 0, SEED);
    Finding always = search(space(0.2, 10, 16), spike -> 1, SEED);

    assertThat(never.thresholds()).extracting(Threshold::place).containsExactly(Place.ABOVE);
    assertThat(always.thresholds()).extracting(Threshold::place).containsExactly(Place.BELOW);
  }

  @Test
  void oneAnswerIsTooFewToTell() {
    Finding finding = search(space(0.2, 10, 1), spike -> 0, SEED);

    assertThat(finding.thresholds()).extracting(Threshold::place).containsExactly(Place.OPEN);
  }

  @Test
  void aSurpriseIsAskedAgain() {
    Search search = new Search(space(0.2, 10, 24));
    while (search.next().seconds() < 9) {
      search.answered(search.next().seconds() > 1.2 ? Answer.STUCK : Answer.CAME_BACK, "");
    }
    Spike longest = search.next();
    search.answered(Answer.CAME_BACK, "");

    assertThat(search.next()).isEqualTo(longest);
    assertThat(search.answered(Answer.CAME_BACK, "").purpose()).isEqualTo(Purpose.CONFIRMATION);
  }

  @Test
  void whatDoesNotCountIsRepeatedAndBounded() {
    Search search = new Search(space(0.2, 10, 8));
    Spike first = search.next();
    int repeats = 0;
    while (!search.isOver()) {
      search.answered(Answer.NOT_COUNTED, "too noisy");
      repeats++;
    }

    assertThat(search.next()).isEqualTo(first);
    assertThat(repeats).isEqualTo(4);
    assertThat(search.finding().complete()).isFalse();
    assertThat(search.finding().thresholds()).isEmpty();
    assertThat(search.finding().trials()).hasSize(4);
  }

  @Test
  void severalHeightsShareACurve() {
    SearchSpace space = new SearchSpace(List.of(1200.0, 1600.0, 2400.0), 0.1, 20, 30, 0.02, 1000);
    Finding finding = search(space, s -> s.seconds() * (s.height() - 900) > 1000 ? 1 : 0, SEED);

    assertThat(finding.thresholds())
        .allSatisfy(
            t ->
                assertThat(Math.log(t.d50().median()))
                    .isCloseTo(Math.log(1000 / (t.height() - 900)), within(0.12)));
    assertThat(finding.harmless().orElseThrow().median()).isCloseTo(900, within(60.0));
  }

  @Test
  void spacesThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> space(2, 1, 24)).hasMessageContaining("durations from 2.0 s to 1.0 s");
    assertThatThrownBy(() -> space(1, 2, 0)).hasMessageContaining("trials 0");
    assertThatThrownBy(() -> new SearchSpace(List.of(), 1, 2, 9, 0.02, 1))
        .hasMessageContaining("heights []");
    assertThatThrownBy(() -> new SearchSpace(List.of(1.0), 1, 2, 9, 0, 1))
        .hasMessageContaining("misjudged share 0.0");
    assertThatThrownBy(() -> new SearchSpace(List.of(1.0), 1, 2, 9, 0.02, 0))
        .hasMessageContaining("capacity 0.0/s");
  }

  private static SearchSpace space(double shortest, double longest, int trials) {
    return new SearchSpace(List.of(2000.0), shortest, longest, trials, 0.02, 1000);
  }

  private static Finding search(SearchSpace space, ToDoubleFunction<Spike> stuck, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Search search = new Search(space);
    while (!search.isOver()) {
      boolean is = random.nextDouble() < stuck.applyAsDouble(search.next());
      search.answered(is ? Answer.STUCK : Answer.CAME_BACK, "");
    }
    return search.finding();
  }
}
