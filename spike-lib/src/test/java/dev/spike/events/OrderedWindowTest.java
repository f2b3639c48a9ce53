package dev.spike.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Held against sorting anew; seed 1. */
class OrderedWindowTest {
  @Test
  void itHoldsTheLatestInOrder() {
    SplittableRandom random = new SplittableRandom(1);
    OrderedWindow window = new OrderedWindow(7);
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double value = random.nextInt(10);
      double leaving = window.add(value);
      all.add(value);
      List<Double> latest = all.subList(Math.max(0, all.size() - 7), all.size());
      List<Double> sorted = latest.stream().sorted().toList();

      assertThat(window.size()).isEqualTo(sorted.size());
      for (int rank = 0; rank < sorted.size(); rank++) {
        assertThat(window.get(rank)).isEqualTo(sorted.get(rank));
      }
      assertThat(leaving).isEqualTo(i < 7 ? (Double) Double.NaN : all.get(i - 7));
      int middle = sorted.size() / 2;
      double median = (sorted.get(middle) + sorted.get((sorted.size() - 1) / 2)) / 2;
      assertThat(window.median()).isEqualTo(median);
    }
  }
}
