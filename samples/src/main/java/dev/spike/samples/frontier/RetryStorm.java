package dev.spike.samples.frontier;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.LoadProfile.warmup;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;

import dev.spike.Frontier;
import dev.spike.FrontierReport;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.frontier.Spike;
import dev.spike.report.ConsoleListener;
import dev.spike.run.WhenFull;
import dev.spike.schedule.Rate;

/**
 * Finds the shortest spike of 8,000/s after which a small server does not come back: its clients
 * give up after 100 ms and ask three times more, and it works on whatever it took. Some twenty
 * seconds on the real clock.
 */
public final class RetryStorm {
  private static final Rate USUAL = perSecond(1_500);
  private static final int TRIALS = 6;

  private RetryStorm() {}

  /** Runs the search and prints what it found. */
  public static void main(String[] args) {
    try (SmallServer server = new SmallServer(4, 20_000, millis(1))) {
      RetryingClient client = new RetryingClient(server, millis(100), 3);
      Frontier frontier =
          Frontier.of(spike -> scenario(client, spike))
              .heights(perSecond(8_000))
              .durations(millis(20), millis(500))
              .trials(TRIALS)
              .reset(server::restart);
      FrontierReport report = new SpikeRunner(options()).search(frontier);
      System.out.print(report);
    }
  }

  private static Scenario scenario(RetryingClient client, Spike spike) {
    return Scenario.named("retry-storm")
        .async(arrival -> client.call())
        .bucket(millis(40))
        .maxInFlight(100_000, WhenFull.WAIT)
        .load(
            warmup(USUAL)
                .lasting(millis(200))
                .then(baseline(USUAL).lasting(millis(1_400)))
                .then(spike(perSecond(spike.height())).lasting(spike.duration()))
                .then(recovery(USUAL).lasting(millis(1_600))));
  }

  private static SpikeOptions options() {
    return SpikeOptions.defaults()
        .seed(1)
        .listener(
            new ConsoleListener(
                System.out, ConsoleListener.Verbosity.SILENT, false, System::nanoTime));
  }
}
