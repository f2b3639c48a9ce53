package dev.spike.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.Scenario;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often two runs are told apart, rightly and wrongly, on virtual time; {@code
 * -Dspike.diff.pairs=200} for the figures of docs/ci.md. Seeds are 1, 2, and so on.
 */
class DiffAccuracyTest {
  private static final int PAIRS = Integer.getInteger("spike.diff.pairs", 3);

  private static ServiceModel service(int servers, double millis) {
    Duration mean = Duration.ofNanos(Math.round(millis * 1e6));
    return ServiceModel.of(servers, ServiceTime.exponential(mean));
  }

  /** In how many pairs something is WORSE. */
  private static int worse(ServiceModel base, ServiceModel head) {
    Scenario scenario = Trials.scenario();
    int worse = 0;
    for (long pair = 0; pair < PAIRS; pair++) {
      ResultDiff diff =
          ResultDiff.of(
              Trials.run(scenario, base, 2 * pair + 1),
              Trials.run(scenario, head, 2 * pair + 2),
              ResultDiff.MARGIN);
      worse += diff.exitCode() == 1 ? 1 : 0;
    }
    System.out.println(
        base.description() + "; " + head.description() + ": worse in " + worse + " of " + PAIRS);
    return worse;
  }

  /** At 300/s: utilisations of 0.3, 0.6 and, of a single server, 0.7. */
  @ParameterizedTest
  @CsvSource({"10, 10", "10, 20", "1, 2.33"})
  void theSameServiceIsRarelyWorse(int servers, double millis) {
    ServiceModel service = service(servers, millis);

    assertThat(worse(service, service)).isLessThanOrEqualTo(PAIRS / 20);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "1, 0.7"})
  void oneTwiceAsSlowIsWorse(int servers, double millis) {
    assertThat(worse(service(servers, millis), service(servers, 2 * millis))).isEqualTo(PAIRS);
  }
}
