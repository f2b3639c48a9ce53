package dev.spike.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhResultsTest {
  @TempDir Path folder;

  private JmhResults read(Jmh... files) throws IOException {
    List<Path> paths = new java.util.ArrayList<>();
    for (Jmh file : files) {
      paths.add(file.in(Files.createTempDirectory(folder, "run")));
    }
    return JmhResults.read(paths);
  }

  private static double skew(JmhResults results, String users) {
    return results.secondary("BurstBench.spike", Map.of("users", users), "medianMillis");
  }

  @Test
  void aSecondaryMetricIsTheMedianOfItsIterations() throws IOException {
    JmhResults results =
        read(
            new Jmh("17.0.15")
                .skew("spike", 1, "PLATFORM", 7, 1, 3)
                .skew("spike", 2, "PLATFORM", 9, 1, 3, 5));

    assertThat(skew(results, "1")).isEqualTo(3);
    assertThat(skew(results, "2")).isEqualTo(4);
  }

  @Test
  void whatIsNotThereIsNaN() throws IOException {
    JmhResults results = read(new Jmh("17.0.15").skew("spike", 1, "PLATFORM", Double.NaN));

    assertThat(skew(results, "1")).isNaN();
    assertThat(skew(results, "500")).isNaN();
    assertThat(results.score("BurstBench.latch")).isNaN();
  }

  /** A class whose name only ends the same is another one. */
  @Test
  void theWholeNameOfTheClassCounts() throws IOException {
    JmhResults results = read(new Jmh("17.0.15").nanos("OtherArrivalBench.ramp", 4, 0));

    assertThat(results.score("ArrivalBench.ramp")).isNaN();
  }

  @Test
  void jdksAreKeptApartAndTheLaterFileCounts() throws IOException {
    JmhResults results =
        read(
            new Jmh("25").nanos("ArrivalBench.ramp", 4, 0),
            new Jmh("17.0.15").nanos("ArrivalBench.ramp", 6, 0),
            new Jmh("17.0.16").nanos("ArrivalBench.ramp", 5, 0));

    assertThat(results.jdks()).containsExactly(17, 25);
    assertThat(results.on(17).score("ArrivalBench.ramp")).isEqualTo(5);
    assertThat(results.on(25).score("ArrivalBench.ramp")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "[1]", "[{\"benchmark\": \"X.y\"}]"})
  void whatIsNotOfJmhIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JmhResults.read(List.of(file)))
        .withMessage(file + ": holds no results of JMH; make it with -rf json -rff other.json");
  }
}
