package dev.spike.repeat;

import dev.spike.judge.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which runs the statistics rest on: those whose measurement can be trusted and that started from
 * the same baseline.
 *
 * @param counted the runs that count
 * @param excluded the others, each with its reason
 * @param unverified why the counted runs' baselines could not be held against each other, if so
 */
record Admission(List<Run> counted, List<Exclusion> excluded, Optional<String> unverified) {
  static Admission of(List<Run> runs) {
    List<Run> sound = runs.stream().filter(run -> run.flaw().isEmpty()).toList();
    List<Baseline> baselines = sound.stream().flatMap(run -> judgeable(run).stream()).toList();
    BaselineCheck check = baselines.isEmpty() ? null : new BaselineCheck(baselines);
    List<Run> counted = new ArrayList<>();
    List<Exclusion> excluded = new ArrayList<>();
    for (Run run : runs) {
      Optional<String> why =
          run.flaw()
              .or(
                  () ->
                      check == null ? Optional.empty() : judgeable(run).flatMap(check::difference));
      why.ifPresentOrElse(
          reason -> excluded.add(new Exclusion(run.name(), reason)), () -> counted.add(run));
    }
    return new Admission(List.copyOf(counted), List.copyOf(excluded), unverified(counted));
  }

  /**
   * A baseline too thin or too noisy to judge recovery by tells as little about the run's start.
   */
  private static Optional<Baseline> judgeable(Run run) {
    return run.baseline().filter(baseline -> baseline.problem().isEmpty());
  }

  private static Optional<String> unverified(List<Run> counted) {
    return counted.stream()
        .filter(run -> judgeable(run).isEmpty())
        .map(
            run ->
                run.name()
                    + ": "
                    + run.baseline()
                        .flatMap(Baseline::problem)
                        .orElse("it has no BASELINE phase, or nothing was due in it"))
        .findFirst();
  }
}
