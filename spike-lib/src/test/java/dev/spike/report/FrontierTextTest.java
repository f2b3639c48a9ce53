package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.frontier.Band;
import dev.spike.frontier.Finding;
import dev.spike.frontier.SearchSpace;
import dev.spike.frontier.Spike;
import dev.spike.frontier.Threshold;
import dev.spike.frontier.Trial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontierTextTest {
  private static final double BEYOND = Double.POSITIVE_INFINITY;
  private static final SearchSpace SPACE =
      new SearchSpace(List.of(1200.0, 2000.0, 3000.0, 9000.0), 0.2, 10, 4, 0.02, 1000);
  private static final Band NONE = new Band(Double.NaN, Double.NaN, Double.NaN);

  @Test
  void tellsWhereEachThresholdLies() {
    assertThat(FrontierText.of(finding(thresholds(), 0.01)))
        .containsSubsequence(
            "3 answers of 4, 1 trial not counted; ended early",
            "> 10.0 s",
            "1.20 s [1.10 s, 1.30 s]",
            "600 ms [< 200 ms, > 10.0 s]",
            "< 200 ms",
            "# By the curve through all heights no spike up to 950/s [900/s, 990/s]",
            "# Nothing says that longer spikes do less harm (E = 0.010 < 20)",
            "stuck        information   NOT_RECOVERED",
            "not counted  look around   too noisy");
  }

  @Test
  void givesNoD50WhereTheAnswersContradictIt() {
    assertThat(FrontierText.of(finding(List.of(), 400)))
        .contains("# NOT MONOTONE", "E = 4.0e+02 >= 20")
        .doesNotContain("D50  ");
  }

  @Test
  void theFileHasWhatLiesBeyond() {
    assertThat(FrontierFile.of(finding(thresholds(), 0.01)))
        .contains("\"place\": \"ABOVE\"", "\"place\": \"BELOW\"", "\"place\": \"OPEN\"")
        .contains("{\"median\":\"Infinity\",\"low\":\"Infinity\",\"high\":\"Infinity\"}")
        .contains("\"harmlessPerSecond\": {\"median\":950,\"low\":900,\"high\":990}")
        .contains("\"answer\":\"NOT_COUNTED\"", "\"detail\":\"too noisy\"");
  }

  private static List<Threshold> thresholds() {
    Band above = new Band(BEYOND, BEYOND, BEYOND);
    Band within = new Band(1.2, 1.1, 1.3);
    Band open = new Band(0.6, 0, BEYOND);
    Band below = new Band(0, 0, 0);
    return List.of(
        new Threshold(1200, above, above, above, NONE),
        new Threshold(2000, within, within, within, within),
        new Threshold(3000, open, open, open, NONE),
        new Threshold(9000, below, below, below, NONE));
  }

  private static Finding finding(List<Threshold> thresholds, double contradiction) {
    Spike spike = new Spike(2000, 1.4);
    List<Trial> trials =
        List.of(
            new Trial(spike, Trial.Answer.STUCK, Trial.Purpose.INFORMATION, "NOT_RECOVERED"),
            new Trial(spike, Trial.Answer.NOT_COUNTED, Trial.Purpose.LOOK_AROUND, "too noisy"),
            new Trial(spike, Trial.Answer.CAME_BACK, Trial.Purpose.CONFIRMATION, ""),
            new Trial(spike, Trial.Answer.STUCK, Trial.Purpose.INFORMATION, ""));
    return new Finding(
        SPACE, trials, thresholds, Optional.of(new Band(950, 900, 990)), contradiction, 1.5);
  }
}
