package dev.spike.judge;

import static dev.spike.judge.Criteria.changes;
import static dev.spike.judge.Criteria.count;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.goodput;
import static dev.spike.judge.Criteria.highest;
import static dev.spike.judge.Criteria.last;
import static dev.spike.judge.Criteria.lowest;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.judge.Criteria.memoryGrowth;
import static dev.spike.judge.Criteria.notMetastable;
import static dev.spike.judge.Criteria.p50;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.p99;
import static dev.spike.judge.Criteria.percentile;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.judge.Criteria.timeAbove;
import static dev.spike.judge.Criteria.times;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.measure.Unit;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked, how it reads, and what is refused as it is written. */
class CriteriaTest {
  private static final Duration SECONDS = Duration.ofSeconds(5);

  static List<Criterion> all() {
    return List.of(
        errorRate().during(SPIKE).below(0.05),
        errorRate().inEvery(SECONDS).atMost(0.1),
        p50().below(SECONDS),
        percentile(99.9).before(SPIKE).below(SECONDS),
        p99().inEvery(SECONDS).after(SPIKE).below(SECONDS),
        mean().during("Friday night").below(SECONDS),
        p95().after(SPIKE).returnsWithin(SECONDS),
        errorRate().returnsWithin(SECONDS),
        goodput().after(SPIKE).returnsWithin(SECONDS),
        goodput().during(SPIKE).atLeast(0.9).ofBaseline(),
        goodput().during(SPIKE).atLeast(900),
        goodput().inEvery(Duration.ofMillis(200)).after("peak").atLeast(times(0.5)),
        p95().during(SPIKE).below(times(3)).ofBaseline(),
        recovery().within(SECONDS),
        notMetastable(),
        memoryGrowth().below(1e6),
        count("pool.leaked").atMost(0),
        highest("pool.pending", Unit.COUNT).during(SPIKE).atMost(40),
        lowest("cache.hit-ratio", Unit.RATIO).during(RECOVERY).atLeast(0.8),
        mean("pool.active", Unit.COUNT).below(5),
        last("pool.pending", Unit.COUNT).atMost(0),
        changes("breaker.open", Unit.COUNT).atMost(2),
        timeAbove(0.9, "pool.utilisation", Unit.RATIO).atMost(0.25));
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachHasATextFormThatParsesBack(Criterion criterion) {
    assertThat(Metric.parse(criterion.metric().text())).isEqualTo(criterion.metric());
    assertThat(Window.parse(criterion.window().text())).isEqualTo(criterion.window());
    assertThat(criterion.label()).isNotBlank().doesNotContain("null");
  }

  @Test
  void theyReadAsTheyAreSpoken() {
    assertThat(all())
        .extracting(Criterion::label)
        .contains(
            "p99 of every 5 s after SPIKE",
            "return of p95 after SPIKE",
            "goodput vs baseline in SPIKE",
            "time with pool.utilisation > 90%",
            "p99.9 before SPIKE",
            "mean in Friday night",
            "changes breaker.open");
  }

  /** As older result files have them. */
  @ParameterizedTest
  @ValueSource(strings = {"p95", "mean", "error rate", "recovery", "fact a COUNT", "max a RATIO"})
  void readsTheFormsOfOlderFiles(String text) {
    assertThat(Metric.parse(text).text()).isEqualTo(text);
    assertThat(Window.parse("SPIKE")).isEqualTo(Window.of(SPIKE));
    assertThat(Window.parse("RUN")).isEqualTo(Window.RUN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p",
        "p101",
        "p95 in every 0 ns",
        "median",
        "error rate of baseline",
        "recovery of baseline",
        "recovery in every 5 ns",
        "return of mean",
        "return of p100",
        "max pool.active",
        "max pool.active APPLES",
        "share a COUNT over 3",
        "of baseline"
      })
  void refusesTextsThatNameNoMetric(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.parse(text));
  }

  @Test
  void aMultipleIsOfTheBaselineHoweverItIsSaid() {
    assertThat(p95().below(times(3))).isEqualTo(p95().below(times(3)).ofBaseline());
    assertThat(goodput().atLeast(times(0.9))).isEqualTo(goodput().atLeast(0.9).ofBaseline());
  }

  @Test
  void refusesInOneLineWhatMakesNoSense() {
    refused(() -> p95().below(SECONDS).ofBaseline(), "p95 < 5 s of baseline", "times(3)");
    refused(() -> errorRate().below(0.05).ofBaseline(), "error rate", "percent(5)");
    refused(() -> recovery().below(times(2)), "recovery of baseline");
    refused(() -> times(0), "0.0 times the baseline", "times(3)");
    refused(() -> times(Double.NaN), "NaN times");
    refused(() -> recovery().inEvery(SECONDS), "recovery in every PT5S", "leave inEvery");
    refused(() -> p95().inEvery(Duration.ZERO), "p95 in every 0 ns", "seconds(5)");
    refused(() -> mean().returnsWithin(SECONDS), "return of mean", "p95()");
    refused(() -> percentile(100).returnsWithin(SECONDS), "return of p100");
    refused(() -> p95().during(BASELINE).returnsWithin(SECONDS), "p95 in BASELINE", "after(SPIKE)");
    refused(() -> count("a").returnsWithin(SECONDS), "after(SPIKE)");
    refused(() -> p95().below(5), "p95 against 5.0", "seconds(5)", "times(3)");
    refused(() -> goodput().below(SECONDS), "goodput below PT5S");
    refused(() -> highest("two words", Unit.COUNT), "'two words'", "dots and dashes");
    refused(() -> timeAbove(Double.NaN, "a", Unit.COUNT), "above NaN");
  }

  private static void refused(ThrowingCallable written, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(written)
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
