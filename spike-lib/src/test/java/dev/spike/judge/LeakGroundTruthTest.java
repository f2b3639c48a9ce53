package dev.spike.judge;

import static dev.spike.judge.Cycles.MB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.FillingCaches.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches whose growth is known by construction, each in a real JVM under each collector. */
class LeakGroundTruthTest {
  @ParameterizedTest
  @ValueSource(strings = {"G1", "Serial", "Parallel", "Z"})
  @Timeout(120)
  void aLeakIsToldFromACacheThatFills(String collector) throws Exception {
    Map<Kind, CriterionResult> judged = judged(collector);

    assertThat(judged).containsOnlyKeys(Kind.values());
    judged.forEach(LeakGroundTruthTest::check);
  }

  private static void check(Kind kind, CriterionResult result) {
    switch (kind) {
      case LEAKING -> {
        assertThat(result.answer()).as(result.detail()).isEqualTo(Answer.NOT_MET);
        assertThat(result.value()).isBetween(1.9 * MB, 2.3 * MB);
      }
      case LEAKING_BELOW_THE_LIMIT -> {
        assertThat(result.answer()).as(result.detail()).isEqualTo(Answer.MET);
        assertThat(result.value()).isBetween(0.15 * MB, 0.35 * MB);
      }
      default ->
          assertThat(result.answer())
              .as(kind + ": " + result.detail())
              .isNotEqualTo(Answer.NOT_MET);
    }
  }

  private static Map<Kind, CriterionResult> judged(String collector) throws Exception {
    Map<Kind, CriterionResult> byKind = new LinkedHashMap<>();
    for (String line : run(collector)) {
      System.out.println(collector + ": " + line);
      String[] words = line.split(" ", -1);
      if (!words[0].equals("RSS")) {
        double[] live =
            Arrays.stream(words, 1, 1 + FillingCaches.CYCLES)
                .mapToDouble(Double::parseDouble)
                .toArray();
        byKind.put(Kind.valueOf(words[0]), Cycles.judged(live));
      }
    }
    return byKind;
  }

  private static List<String> run(String collector) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+Use" + collector + "GC",
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                // Else Serial and Parallel leave some of the dead where they are.
                "-XX:MarkSweepDeadRatio=0",
                "-cp",
                System.getProperty("java.class.path"),
                FillingCaches.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(child.exitValue()).isZero();
      return output.lines().toList();
    } finally {
      child.destroyForcibly();
    }
  }
}
