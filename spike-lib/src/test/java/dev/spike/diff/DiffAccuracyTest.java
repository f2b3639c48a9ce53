package dev.spike.diff;

import static dev.spike.Units.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How often two runs are told apart, rightly and wrongly. */
class DiffAccuracyTest {
  static final int PAIRS = Integer.getInteger("spike.diff.pairs", 20);

  private static ServiceModel of(int servers, double ms) {
    return ServiceModel.of(servers, ServiceTime.exponential(java.time.Duration.ofNanos((long) (ms * 1e6))));
  }

  private static void trial(String name, ServiceModel base, ServiceModel head, int b, int w) {
    long t = System.nanoTime();
    Map<Change, Integer> count = new java.util.EnumMap<>(Change.class);
    Map<String, Integer> worse = new LinkedHashMap<>();
    Map<String, Integer> same = new LinkedHashMap<>();
    int bad = 0; int codes[] = new int[3]; int better = 0;
    for (int i = 0; i < PAIRS; i++) {
      ResultDiff diff =
          ResultDiff.of(
              Trials.run(Trials.scenario(b, w), base, 2L * i + 1), Trials.run(Trials.scenario(b, w), head, 2L * i + 2), Double.parseDouble(System.getProperty("margin", "0.25")));
      codes[diff.exitCode()]++;
      if (diff.count(Change.BETTER) > 0) better++;
      for (Difference d : diff.scenarios().get(0).differences()) {
        if (d.change() == Change.WORSE) worse.merge(d.what() + " " + d.why(), 1, Integer::sum);
        if (d.change() == Change.SAME) same.merge(d.what(), 1, Integer::sum);
        if (d.change() == Change.BETTER) worse.merge("better " + d.what(), 1, Integer::sum);
      }
    }
    System.out.printf("%s: pairs %d worse %d better %d codes %s%n  worse %s%n  same %s  %.1f s%n", name, PAIRS, codes[1], better, java.util.Arrays.toString(codes), worse, same, (System.nanoTime() - t) / 1e9);
  }

  @Test
  void tryIt() {
    int b = Integer.getInteger("b", 6); int w = Integer.getInteger("w", 12);
    trial("rho .3", of(10, 10), of(10, 10), b, w);
    trial("rho .6", of(10, 20), of(10, 20), b, w);
    trial("rho .7 single", of(1, 2.33), of(1, 2.33), b, w);
    trial("2x .3", of(10, 10), of(10, 20), b, w);
    trial("2x .2", of(1, 0.7), of(1, 1.4), b, w);
  }
}
