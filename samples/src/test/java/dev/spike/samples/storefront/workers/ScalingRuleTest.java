package dev.spike.samples.storefront.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingRuleTest {
  private static final long PERIOD = 250;

  private final ScalingRule rule = new ScalingRule(policy(1, 100, 2_000));

  private static ScalingPolicy policy(int min, int max, long stabilisationMillis) {
    return new ScalingPolicy(
        0.5,
        0.1,
        min,
        max,
        Duration.ofMillis(PERIOD),
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        Duration.ofMillis(stabilisationMillis));
  }

  @ParameterizedTest(name = "{0} ready at load {1} want {2}")
  @CsvSource({
    "10, 0.75, 15", // 10 * 1.5
    "3, 0.6, 4", // 3 * 1.2 = 3.6, rounded up
    "10, 0.65, 13", // whole but for rounding: 13, not 14
    "10, 1.0, 20", // twice as many
  })
  void growsInProportion(int ready, double load, int wanted) {
    assertThat(rule.decide(0, ready, 0, load)).isEqualTo(wanted);
  }

  @ParameterizedTest(name = "load {0} is near enough")
  @CsvSource({"0.45", "0.5", "0.55"})
  void toleratesATenth(double load) {
    assertThat(rule.decide(0, 10, 0, load)).isEqualTo(10);
  }

  @Test
  void justBeyondTheToleranceItActs() {
    assertThat(rule.decide(0, 10, 0, 0.556)).isEqualTo(12);
  }

  @ParameterizedTest(name = "from {0} at most {1} in one period")
  @CsvSource({"1, 5", "3, 7", "4, 8", "8, 16", "30, 60"})
  void growsByTwiceOrFourAtMost(int ready, int most) {
    assertThat(rule.decide(0, ready, 0, 50)).isEqualTo(most);
  }

  @Test
  void growthIsLimitedPerPeriodNotPerDecision() {
    assertThat(rule.decide(0, 10, 0, 50)).isEqualTo(20);
    assertThat(rule.decide(PERIOD / 2, 10, 10, 50)).isEqualTo(20);
    assertThat(rule.decide(PERIOD, 10, 10, 50)).isEqualTo(40);
  }

  @Test
  void replicasThatStartCountAsReplicasAndCarryNoLoad() {
    // 4 ready at three times the target want 12; 8 more are on their way already.
    assertThat(rule.decide(0, 4, 8, 1.5)).isEqualTo(12);
  }

  @Test
  void anOverloadNeverTakesReplicasAway() {
    // 4 ready want 6, but there are 12: not fewer while the load is above its target.
    assertThat(rule.decide(10_000, 4, 8, 0.75)).isEqualTo(12);
  }

  @Test
  void nothingIsDecidedWhileNoneIsReady() {
    assertThat(rule.decide(0, 0, 5, 40)).isEqualTo(5);
  }

  @Test
  void shrinksOnlyAfterTheWindow() {
    assertThat(rule.decide(0, 20, 0, 0.1)).isEqualTo(20);
    assertThat(rule.decide(1_999, 20, 0, 0.1)).isEqualTo(20);
    assertThat(rule.decide(2_000, 20, 0, 0.1)).isEqualTo(4);
  }

  @Test
  void shrinksToTheHighestWishOfTheWindow() {
    rule.decide(0, 20, 0, 0.1);
    rule.decide(1_000, 20, 0, 0.3);
    assertThat(rule.decide(2_500, 20, 0, 0.1)).isEqualTo(12);
    assertThat(rule.decide(3_000, 12, 0, 0.1)).isEqualTo(4);
  }

  @Test
  void withoutAWindowItShrinksAtOnce() {
    ScalingRule eager = new ScalingRule(policy(1, 100, 0));
    eager.decide(0, 20, 0, 0.5);
    assertThat(eager.decide(PERIOD, 20, 0, 0.1)).isEqualTo(4);
  }

  @Test
  void staysWithinItsBounds() {
    ScalingRule bounded = new ScalingRule(policy(4, 12, 0));
    assertThat(bounded.decide(0, 10, 0, 50)).isEqualTo(12);
    bounded.decide(PERIOD, 12, 0, 0);
    assertThat(bounded.decide(2 * PERIOD, 12, 0, 0)).isEqualTo(4);
  }

  @Test
  void eightTimesTheLoadTakesSeveralSteps() {
    ScalingRule fresh = new ScalingRule(ScalingPolicy.defaults());
    int at8 = fresh.decide(0, 8, 0, 3.0);
    int at16 = fresh.decide(PERIOD, 16, 0, 1.5);
    int at32 = fresh.decide(2 * PERIOD, 32, 0, 0.75);
    assertThat(new int[] {at8, at16, at32}).containsExactly(16, 32, 48);
  }
}
