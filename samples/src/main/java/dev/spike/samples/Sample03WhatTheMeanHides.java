package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.judge.Criteria.p99;

import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.judge.Criterion;
import dev.spike.report.RunListener;
import dev.spike.sim.ServiceModel;

/**
 * What the mean hides: of 100 searches 98 take 4 ms, and two miss the index and take a second. On
 * virtual time, against a model of the service.
 *
 * <p>Wrong: {@code mean().below(millis(50))}. The mean is 24 ms, a time that no search ever took.
 *
 * <p>Right: {@code p99().below(millis(50))}. Whoever makes 50 searches meets a second in 64 of 100
 * sessions (1 - 0.98^50).
 *
 * <p>Look at: the same row twice, p50 and p99 a factor of 250 apart, and the verdict.
 */
public final class Sample03WhatTheMeanHides {
  private static final double SLOW = 0.02;
  private static final ServiceModel SEARCH =
      ServiceModel.of(100, random -> random.nextDouble() < SLOW ? 1e9 : 4e6);

  private Sample03WhatTheMeanHides() {}

  /** Runs both and prints their tables. */
  public static void main(String[] args) {
    System.out.print(run("by-mean", mean().below(millis(50))));
    System.out.println();
    System.out.print(run("by-p99", p99().below(millis(50))));
    System.out.print(
        """

        # The runs are the same, operation by operation. Only the question differs:
        # the mean is 0.98 x 4 ms + 0.02 x 1,000 ms = 24 ms, and nobody waited that long.
        """);
  }

  static Report run(String name, Criterion criterion) {
    Scenario scenario =
        Scenario.named(name)
            .operation(() -> {}) // not called in a dry run
            .load(
                baseline(perSecond(200))
                    .lasting(seconds(10))
                    .then(spike(perSecond(600)).lasting(seconds(5))))
            .expect(criterion);
    return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}))
        .dryRun(scenario, SEARCH);
  }
}
