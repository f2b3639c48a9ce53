package dev.spike.report;

import dev.spike.judge.Criterion;
import dev.spike.judge.RecoveryAfterEach;
import dev.spike.judge.Watch;
import dev.spike.measure.FaultSpan;
import dev.spike.measure.Phase;
import dev.spike.measure.Unit;
import dev.spike.repeat.Repetition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is known of a scenario before it runs; all that is needed to add up and judge what is
 * recorded.
 *
 * @param name unique within a run
 * @param parameters the values it was made with, in order
 * @param seed the seed of its schedule, payloads and faults
 * @param bucketNanos width of an interval
 * @param phases adjoining, from 0
 * @param gauges what is sampled, with units, in order
 * @param criteria what it must meet
 * @param alerts what is told when it is not met
 * @param threads what its operations run on
 * @param repetition which run of which scenario it is
 * @param faults when which is to be on, ascending by their begin
 */
public record ScenarioPlan(
    String name,
    Map<String, String> parameters,
    long seed,
    long bucketNanos,
    List<Phase> phases,
    Map<String, Unit> gauges,
    List<Criterion> criteria,
    List<Criterion> alerts,
    String threads,
    Repetition repetition,
    List<FaultSpan> faults) {
  /** Sorts its faults. */
  public ScenarioPlan {
    faults = faults.stream().sorted(Comparator.comparingLong(FaultSpan::fromNanos)).toList();
  }

  /** The only run of a scenario without faults. */
  public ScenarioPlan(
      String name,
      Map<String, String> parameters,
      long seed,
      long bucketNanos,
      List<Phase> phases,
      Map<String, Unit> gauges,
      List<Criterion> criteria,
      List<Criterion> alerts,
      String threads) {
    this(
        name,
        parameters,
        seed,
        bucketNanos,
        phases,
        gauges,
        criteria,
        alerts,
        threads,
        Repetition.once(name),
        List.of());
  }

  /** The same plan as one of several runs, under its name. */
  public ScenarioPlan as(Repetition which) {
    return new ScenarioPlan(
        which.runName(),
        parameters,
        seed,
        bucketNanos,
        phases,
        gauges,
        criteria,
        alerts,
        threads,
        which,
        faults);
  }

  /** The same plan with the phases that there were, of a run that was ended early. */
  public ScenarioPlan over(List<Phase> others) {
    return new ScenarioPlan(
        name,
        parameters,
        seed,
        bucketNanos,
        others,
        gauges,
        criteria,
        alerts,
        threads,
        repetition,
        faults);
  }

  /** Where the way back from each end of a disturbance is to be watched, ascending. */
  public List<Watch> watches(RecoveryAfterEach each) {
    return Watch.afterEach(each.disturbance(), phases, faults, bucketNanos);
  }

  /** The faults that are planned to be on at an instant, by name. */
  public List<String> faultsAt(long nanos) {
    return faults.stream().filter(f -> f.covers(nanos)).map(FaultSpan::name).distinct().toList();
  }
}
