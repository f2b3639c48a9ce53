package dev.spike.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.junit.cases.Crowd;
import dev.spike.junit.cases.Neighbours;
import dev.spike.junit.cases.TenFaults;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
  private static final String JUPITER = "junit.jupiter.execution.";
  static final Map<String, String> PARALLEL =
      Map.of(
          JUPITER + "parallel.enabled", "true",
          JUPITER + "parallel.mode.default", "concurrent",
          JUPITER + "parallel.mode.classes.default", "concurrent",
          JUPITER + "parallel.config.strategy", "fixed",
          JUPITER + "parallel.config.fixed.parallelism", "4");

  @Test
  void tenTestsWithFaultsPassFiftyTimesBesideEachOther() {
    Map<Integer, Integer> runsByMost = new TreeMap<>();
    for (int seed = 1; seed <= 50; seed++) {
      Map<String, String> random = new HashMap<>(PARALLEL);
      random.put(
          "junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$Random");
      random.put(JUPITER + "order.random.seed", Integer.toString(seed));
      Crowd.expect(2);
      var ended = Launched.run(random, TenFaults.class);

      assertThat(ended)
          .as("order by seed " + seed)
          .hasSize(10)
          .allSatisfy(test -> assertThat(test.message()).as(test.name()).isEmpty());
      assertThat(Crowd.most()).as("tests at once").isGreaterThan(1);
      runsByMost.merge(Crowd.most(), 1, Integer::sum);
    }
    System.out.println(
        "Order by seeds 1 to 50; how many tests were under way at once: in how many runs "
            + runsByMost);
  }

  @ParameterizedTest
  @ValueSource(classes = {Neighbours.Measured.class, Neighbours.AllDisturbed.class})
  void noUnannotatedTestRunsBesideAMeasurement(Class<?> alone) {
    Crowd.expect(2);
    var ended = Launched.run(PARALLEL, Neighbours.Unannotated.class, alone);

    assertThat(ended).hasSize(2).allSatisfy(test -> assertThat(test.message()).isEmpty());
    assertThat(Crowd.most()).isEqualTo(1);
  }

  /** What the test above would see if it were otherwise, as with a named lock. */
  @Test
  void testsThatDoNotAskForTheWholeJvmMeet() {
    Crowd.expect(2);
    Launched.run(PARALLEL, Neighbours.Named.class, Neighbours.Free.class);

    assertThat(Crowd.most()).isEqualTo(2);
  }
}
