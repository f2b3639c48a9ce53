package dev.spike.bench.recovery;

import dev.spike.judge.BandRecovery;
import dev.spike.judge.Recovery;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.sim.SimulatedRun;
import java.util.EnumMap;
import java.util.Map;

/** What the judge says of many runs of one course, beside the truth. Not thread-safe. */
final class Tally {
  /** A relapse is found when it is told to begin within this of when it did, in seconds. */
  private static final double NEAR = 2;

  private final Course course;
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private int runs;
  private int tooNoisy;
  private int found;
  private int covered;
  private double bias;
  private double width;

  private Tally(Course course) {
    this.course = course;
  }

  /** Runs under the seeds 1 to n. */
  static Tally of(Course course, int runs) {
    Tally tally = new Tally(course);
    for (int seed = 1; seed <= runs; seed++) {
      SimulatedRun run = course.load().on(course.service(), seed);
      tally.take(run, new BandRecovery().estimate(run.timeline()));
    }
    return tally;
  }

  private void take(SimulatedRun run, Recovery recovery) {
    runs++;
    outcomes.merge(recovery.outcome(), 1, Integer::sum);
    tooNoisy += recovery.detail().contains("baseline too noisy") ? 1 : 0;
    double relapse = course.relapseAt();
    found +=
        recovery.relapses().stream()
                .anyMatch(spell -> Math.abs(spell.fromNanos() / 1e9 - relapse) <= NEAR)
            ? 1
            : 0;
    double truth = run.drainedNanos();
    if (recovery.outcome() == Outcome.RECOVERED) {
      bias += (recovery.nanos() - truth) / 1e9;
      width += (recovery.highNanos() - recovery.lowNanos()) / 1e9;
      covered += recovery.lowNanos() <= truth && truth <= recovery.highNanos() ? 1 : 0;
    }
  }

  Course course() {
    return course;
  }

  int runs() {
    return runs;
  }

  /** The share of an outcome. */
  double share(Outcome outcome) {
    return (double) outcomes.getOrDefault(outcome, 0) / runs;
  }

  /** The share of runs said to be worse than their baseline. */
  double worse() {
    return share(Outcome.DEGRADED_PLATEAU) + share(Outcome.NOT_RECOVERED) + share(Outcome.RELAPSED);
  }

  /** The share of baselines refused. */
  double tooNoisy() {
    return (double) tooNoisy / runs;
  }

  /** The share of relapses whose start was found. */
  double found() {
    return (double) found / runs;
  }

  /** Mean of estimate - truth over the runs RECOVERED, in seconds. */
  double bias() {
    return bias / recovered();
  }

  /** Mean width of the interval, in seconds. */
  double width() {
    return width / recovered();
  }

  /** The share of the runs RECOVERED whose interval holds their own truth. */
  double coverage() {
    return covered / recovered();
  }

  private double recovered() {
    return share(Outcome.RECOVERED) * runs;
  }
}
