package dev.spike.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Recovery.Outcome;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures that are promised, over 200 runs each with the seeds 1 to 200. */
class RecoveryAccuracyTest {
  private static final int RUNS = 200;

  static Stream<Course> randomDrains() {
    Predicate<String> wanted = name -> name.equals("case 2") || name.startsWith("case 7, D = 1.05");
    return Courses.drains().stream().filter(course -> wanted.test(course.name()));
  }

  @ParameterizedTest
  @MethodSource("randomDrains")
  void aBacklogIsTimedAndTheIntervalHoldsItsEnd(Course course) {
    Tally tally = Tally.of(course, RUNS);

    assertThat(tally.share(Outcome.RECOVERED)).as("RECOVERED").isGreaterThanOrEqualTo(0.95);
    assertThat(Math.abs(tally.bias())).as("bias").isLessThanOrEqualTo(course.load().bucket());
    assertThat(tally.coverage()).as("coverage").isBetween(0.92, 0.99);
  }

  @Test
  void anExactBacklogIsTimedToAFewHundredthsOfASecond() {
    Tally tally = Tally.of(Courses.drains().get(0), 1);

    assertThat(Math.abs(tally.bias())).isLessThan(0.05);
    assertThat(tally.coverage()).isEqualTo(1);
    assertThat(tally.width()).isLessThan(0.1);
  }

  static Stream<Course> quickHealthy() {
    return exponential(Courses.healthy(Load.quick(1)));
  }

  static Stream<Course> fullHealthy() {
    return exponential(Courses.healthy(Load.full(1)));
  }

  @ParameterizedTest
  @MethodSource({"quickHealthy", "fullHealthy"})
  void aHealthyServiceIsRecovered(Course course) {
    Tally tally = Tally.of(course, RUNS);

    assertThat(tally.share(Outcome.RECOVERED)).as("RECOVERED").isGreaterThanOrEqualTo(0.95);
    assertThat(tally.worse()).as("said to be worse").isLessThanOrEqualTo(0.02);
    assertThat(tally.tooNoisy()).as("baseline refused").isLessThanOrEqualTo(0.02);
  }

  static Stream<Course> quickPlateaus() {
    return exponential(Courses.plateaus(Load.quick(1)));
  }

  /** At a utilisation of 0.7 one in 200 still passes. */
  static Stream<Course> fullPlateaus() {
    return exponential(Courses.plateaus(Load.full(1)))
        .filter(course -> !course.name().endsWith("0.7"));
  }

  @ParameterizedTest
  @MethodSource("quickPlateaus")
  void aPlateauAtTwiceTheBaselineIsNot(Course course) {
    assertThat(Tally.of(course, RUNS).share(Outcome.RECOVERED)).isLessThanOrEqualTo(0.03);
  }

  @ParameterizedTest
  @MethodSource("fullPlateaus")
  void noneIsWithALongBaseline(Course course) {
    assertThat(Tally.of(course, RUNS).share(Outcome.RECOVERED)).isZero();
  }

  static Stream<Course> relapses() {
    return Stream.of(Load.quick(1.3), Load.full(1.3))
        .flatMap(load -> Courses.relapses(load).stream())
        .filter(course -> course.name().contains("0.5") && !course.name().contains("x2"));
  }

  @ParameterizedTest
  @MethodSource("relapses")
  void aRelapseIsFound(Course course) {
    assertThat(Tally.of(course, RUNS).found()).isGreaterThanOrEqualTo(0.9);
  }

  /** Two kinds of operations: the p95 of an interval jumps between them. */
  @Test
  void anUnevenBaselineIsNotRefused() {
    Course uneven =
        Courses.healthy(Load.quick(1)).stream()
            .filter(course -> course.name().endsWith("bimodal, utilisation 0.3"))
            .findFirst()
            .orElseThrow();

    assertThat(Tally.of(uneven, RUNS).tooNoisy()).isLessThanOrEqualTo(0.02);
  }

  @Test
  void whatSwingsInAndOutIsNotBack() {
    Course swinging =
        OtherCourses.all().stream()
            .filter(course -> course.name().contains("every other second"))
            .findFirst()
            .orElseThrow();

    assertThat(Tally.of(swinging, 20).worse()).isEqualTo(1);
  }

  private static Stream<Course> exponential(List<Course> courses) {
    return courses.stream().filter(course -> course.name().contains("exponential"));
  }
}
