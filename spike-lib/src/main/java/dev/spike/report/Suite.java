package dev.spike.report;

import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Phase;
import dev.spike.repeat.Repeats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A scenario, its runs taken together, as continuous integration counts it: a case for each
 * criterion, and one for the measurement. Of a run some case FAILED or is UNDECIDED just where the
 * exit code is not 0.
 *
 * @param name the scenario's
 * @param verdict what is said of it
 * @param seconds how long its loads lasted together
 * @param recovery whether and when it came back, in few words; empty where nothing is said of that
 * @param properties what it was run with, in order
 * @param cases at least one
 */
record Suite(
    String name,
    Verdict verdict,
    double seconds,
    String recovery,
    Map<String, String> properties,
    List<Case> cases) {

  /** Those of a run, in order. */
  static List<Suite> of(Results results) {
    Stream<Suite> single =
        results.scenarios().stream()
            .filter(result -> result.plan().repetition().isSingle())
            .map(Suite::of);
    Stream<Suite> repeated = results.repeats().stream().map(repeats -> of(repeats, results));
    List<Suite> all = new ArrayList<>(Stream.concat(single, repeated).toList());
    List<String> missing = missing(results);
    if (!missing.isEmpty()) {
      List<Case> cases = List.of(Case.measurement(Verdict.INVALID, missing));
      all.add(new Suite("run", Verdict.INVALID, 0, "", Map.of(), cases));
    }
    return all;
  }

  /** What is wrong with the run as a whole. */
  private static List<String> missing(Results results) {
    List<String> missing = new ArrayList<>();
    if (results.partial()) {
      missing.add("the run was cut off: scenarios may be missing");
    }
    if (results.scenarios().stream().allMatch(result -> result.timeline() == null)) {
      missing.add("nothing was measured");
    }
    return missing;
  }

  private static Suite of(ScenarioResult result) {
    List<Case> cases = new ArrayList<>();
    Judgement judgement = result.judgement();
    boolean valid = result.verdict() != Verdict.INVALID;
    if (judgement != null) {
      judgement.certain().forEach(criterion -> cases.add(Case.of(criterion, valid)));
    }
    boolean told = judgement != null && (valid || result.isOnlyUndecided());
    cases.add(
        told
            ? Case.measurement(Verdict.PASSED, List.of())
            : Case.measurement(result.verdict(), result.reasons()));
    String recovery = ResultTable.recovery(result);
    return new Suite(
        result.plan().name(),
        result.verdict(),
        seconds(result.plan()),
        recovery.equals(Figures.NOTHING) ? "" : recovery,
        properties(result.plan()),
        cases);
  }

  private static Suite of(Repeats repeats, Results results) {
    List<ScenarioResult> runs =
        results.scenarios().stream()
            .filter(run -> run.plan().repetition().of().equals(repeats.repetition().of()))
            .toList();
    List<ScenarioPlan> plans = runs.stream().map(ScenarioResult::plan).toList();
    List<Case> cases = new ArrayList<>(repeats.criteria().stream().map(Case::of).toList());
    boolean told = cases.stream().anyMatch(c -> c.status() != Case.Status.PASSED);
    cases.add(
        told
            ? Case.measurement(Verdict.PASSED, List.of())
            : Case.measurement(repeats.verdict(), repeats.reasons()));
    // Left out of the verdict, but not of the exit code.
    runs.stream().filter(ScenarioResult::setUpFailed).map(Case::setUp).forEach(cases::add);
    Map<String, String> properties = properties(plans.get(0));
    properties.put("runs", Integer.toString(repeats.runs().size()));
    return new Suite(
        repeats.repetition().of(),
        repeats.verdict(),
        plans.stream().mapToDouble(Suite::seconds).sum(),
        "",
        properties,
        cases);
  }

  private static Map<String, String> properties(ScenarioPlan plan) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("seed", Long.toString(plan.seed()));
    properties.putAll(plan.parameters());
    return properties;
  }

  private static double seconds(ScenarioPlan plan) {
    return plan.phases().stream().mapToLong(Phase::endNanos).max().orElse(0) / 1e9;
  }

  long count(Case.Status status) {
    return cases.stream().filter(each -> each.status() == status).count();
  }
}
