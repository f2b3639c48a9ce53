package dev.spike.repeat;

import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Recovery;
import dev.spike.judge.Verdict;
import dev.spike.repeat.Estimate.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Several runs of one scenario taken together.
 *
 * <p>The verdict: FAILED when any run FAILED, whether it counts or not, as a target that fails once
 * in five fails; SKIPPED when all were; INVALID when no more than half of the runs that were asked
 * for count, or one that counts could not decide a criterion; else PASSED. Intervals inform: no
 * average passes what a run has failed.
 *
 * @param repetition what is repeated, as its first run
 * @param runs all that there were, in order
 * @param excluded those left out of the statistics
 * @param recovery over the runs that count and could tell it; empty where none could
 * @param criteria over the runs that count
 * @param verdict of all together
 * @param reasons why it is not PASSED
 * @param unverified why the baselines could not be held against each other, if so
 */
public record Repeats(
    Repetition repetition,
    List<Run> runs,
    List<Exclusion> excluded,
    Optional<Estimate> recovery,
    List<CriterionSpread> criteria,
    Verdict verdict,
    List<String> reasons,
    Optional<String> unverified) {

  /** The summary of runs of one scenario, at least one. */
  public static Repeats of(Repetition repetition, List<Run> runs) {
    Admission admission = Admission.of(runs);
    List<Run> counted = admission.counted();
    Estimate recovery = recovery(counted);
    List<String> reasons = new ArrayList<>();
    Verdict verdict = verdict(repetition, runs, counted, reasons);
    return new Repeats(
        repetition,
        List.copyOf(runs),
        admission.excluded(),
        recovery.runs() == 0 ? Optional.empty() : Optional.of(recovery),
        criteria(counted, recovery),
        verdict,
        List.copyOf(reasons),
        admission.unverified());
  }

  /**
   * Runs that agree to the interval do not know more than each of them does: the interval of a mean
   * is no narrower than their own are on average.
   */
  private static Estimate recovery(List<Run> counted) {
    List<CensoredTime> times = counted.stream().flatMap(run -> run.recovery().stream()).toList();
    Estimate estimate = Estimate.of(times);
    return estimate.kind() == Kind.MEAN
        ? estimate.reaching(
            average(counted, Recovery::lowNanos), average(counted, Recovery::highNanos))
        : estimate;
  }

  private static double average(List<Run> recovered, ToDoubleFunction<Recovery> of) {
    return recovered.stream()
        .filter(run -> run.recovery().isPresent())
        .map(Run::judgement)
        .filter(Objects::nonNull)
        .mapToDouble(judgement -> of.applyAsDouble(judgement.recovery()))
        .average()
        .orElse(Double.NaN);
  }

  private static Verdict verdict(
      Repetition repetition, List<Run> runs, List<Run> counted, List<String> reasons) {
    if (names(runs, Verdict.FAILED, reasons)) {
      return Verdict.FAILED;
    }
    if (runs.stream().allMatch(run -> run.verdict() == Verdict.SKIPPED)) {
      reasons.add("every run was SKIPPED");
      return Verdict.SKIPPED;
    }
    if (2 * counted.size() <= repetition.count()) {
      reasons.add(
          "INCONCLUSIVE: only "
              + counted.size()
              + " of "
              + repetition.count()
              + " runs count; it takes more than half of them");
      return Verdict.INVALID;
    }
    return names(counted, Verdict.INVALID, reasons) ? Verdict.INVALID : Verdict.PASSED;
  }

  private static boolean names(List<Run> runs, Verdict verdict, List<String> reasons) {
    List<String> names =
        runs.stream().filter(run -> run.verdict() == verdict).map(Run::name).toList();
    if (!names.isEmpty()) {
      String share = names.size() + " of " + runs.size() + " runs ";
      reasons.add(share + (verdict == Verdict.FAILED ? "FAILED: " : "could not decide: ") + names);
    }
    return !names.isEmpty();
  }

  private static List<CriterionSpread> criteria(List<Run> counted, Estimate recovery) {
    Map<Criterion, List<CriterionResult>> results =
        counted.stream()
            .map(Run::judgement)
            .filter(Objects::nonNull)
            .map(Judgement::certain)
            .flatMap(List::stream)
            .collect(
                Collectors.groupingBy(
                    CriterionResult::criterion, LinkedHashMap::new, Collectors.toList()));
    return results.entrySet().stream()
        .map(e -> CriterionSpread.of(e.getKey(), e.getValue(), recovery))
        .toList();
  }

  /** How many runs the statistics rest on. */
  public int counted() {
    return runs.size() - excluded.size();
  }

  /** How many of the runs that count came out like this. */
  public long outcomes(Recovery.Outcome outcome) {
    return countedRuns().stream()
        .map(Run::judgement)
        .filter(judgement -> judgement != null && judgement.recovery().outcome() == outcome)
        .count();
  }

  private List<Run> countedRuns() {
    List<String> left = excluded.stream().map(Exclusion::run).toList();
    return runs.stream().filter(run -> !left.contains(run.name())).toList();
  }

  /** The recoveries that count. */
  List<CensoredTime> recoveries() {
    return countedRuns().stream().flatMap(run -> run.recovery().stream()).toList();
  }

  /** The recoveries that count, ascending by seed. */
  SortedMap<Long, CensoredTime> recoveriesBySeed() {
    SortedMap<Long, CensoredTime> times = new TreeMap<>();
    countedRuns().forEach(run -> run.recovery().ifPresent(time -> times.put(run.seed(), time)));
    return times;
  }
}
