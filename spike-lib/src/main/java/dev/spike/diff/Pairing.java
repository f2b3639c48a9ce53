package dev.spike.diff;

import dev.spike.judge.Criterion;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Unit;
import dev.spike.repeat.Estimate;
import dev.spike.report.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One scenario in both files, made ready to be compared: where the same was asked of it.
 *
 * @param name the scenario's
 * @param base its runs in the one file
 * @param head its runs in the other
 */
record Pairing(String name, Side base, Side head) {
  /** Arrivals drawn from another seed number otherwise by less than so many standard deviations. */
  private static final double SURELY_OTHER = 5;

  /** What can be held against each other, or why nothing can. */
  List<Contrast> contrasts() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      return List.of(untold("all", obstacle.get()));
    }
    List<Contrast> all = new ArrayList<>();
    for (Criterion criterion : base.plan().criteria()) {
      all.add(
          head.plan().criteria().contains(criterion)
              ? new CriterionContrast(criterion, base, head)
              : untold("criterion " + criterion.label(), "asked in this form of the base alone"));
    }
    List<Phase> judged = phases(base).stream().filter(phase -> phase.role().judged()).toList();
    judged.forEach(phase -> all.addAll(FigureContrast.of(phase, base, head)));
    if (judged.stream().anyMatch(phase -> phase.role() == Role.SPIKE)) {
      all.add(new RecoveryContrast(base, head));
    }
    return all;
  }

  private static List<Phase> phases(Side side) {
    return side.plan().phases();
  }

  private static Contrast untold(String what, String why) {
    return Contrast.untold(
        Difference.plain(what, Unit.COUNT, Double.NaN, Double.NaN, Change.CANNOT_TELL, why));
  }

  private Optional<String> obstacle() {
    return base.problem()
        .map(why -> "base: " + why)
        .or(() -> head.problem().map(why -> "head: " + why))
        .or(this::otherPlan)
        .or(this::otherRuns);
  }

  /** Another load asks another question. */
  private Optional<String> otherPlan() {
    ScenarioPlan was = base.plan();
    ScenarioPlan is = head.plan();
    if (was.bucketNanos() != is.bucketNanos()) {
      return Optional.of(
          "its intervals last " + was.bucketNanos() + " and " + is.bucketNanos() + " ns");
    }
    if (!was.faults().equals(is.faults())) {
      return Optional.of("its faults are others, or placed otherwise");
    }
    if (was.phases().size() != is.phases().size()) {
      return Optional.of(
          "it has " + was.phases().size() + " and " + is.phases().size() + " phases");
    }
    for (int i = 0; i < was.phases().size(); i++) {
      Phase one = was.phases().get(i);
      Phase other = is.phases().get(i);
      boolean same =
          one.name().equals(other.name())
              && one.role() == other.role()
              && one.startNanos() == other.startNanos()
              && one.endNanos() == other.endNanos()
              && isSameLoad(one, other, was.seed() == is.seed());
      if (!same) {
        return Optional.of("its load is another in phase " + told(one) + ", now " + told(other));
      }
    }
    return Optional.empty();
  }

  private static boolean isSameLoad(Phase one, Phase other, boolean sameSeed) {
    double chance =
        sameSeed ? 0 : SURELY_OTHER * Math.sqrt((double) one.planned() + other.planned());
    return Math.abs(one.planned() - other.planned()) <= chance;
  }

  private static String told(Phase phase) {
    double seconds = (phase.endNanos() - phase.startNanos()) / 1e9;
    return phase.name() + ": " + phase.planned() + " arrivals in " + seconds + " s";
  }

  private Optional<String> otherRuns() {
    int was = base.counted().size();
    int is = head.counted().size();
    boolean single = base.repeats().isEmpty() && head.repeats().isEmpty();
    boolean enough = base.repeats().isPresent() && head.repeats().isPresent();
    return single || (enough && Math.min(was, is) >= Estimate.LEAST)
        ? Optional.empty()
        : Optional.of(
            was
                + " and "
                + is
                + " runs count: give one on each side, or at least "
                + Estimate.LEAST
                + " with -f");
  }

  /** What differs, and is no obstacle. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    ScenarioPlan was = base.plan();
    ScenarioPlan is = head.plan();
    if (was.seed() != is.seed()) {
      notes.add("seed " + was.seed() + " and " + is.seed());
    }
    notes.addAll(differing("parameter ", was.parameters(), is.parameters()));
    is.criteria().stream()
        .filter(criterion -> !was.criteria().contains(criterion))
        .forEach(criterion -> notes.add("criterion " + criterion.label() + " is new in this form"));
    return notes;
  }

  static List<String> differing(String what, Map<String, String> was, Map<String, String> is) {
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    return names.stream()
        .filter(name -> !was.getOrDefault(name, "").equals(is.getOrDefault(name, "")))
        .flatMap(name -> Stream.of(what + name + ": " + text(was, name) + " and " + text(is, name)))
        .toList();
  }

  private static String text(Map<String, String> values, String name) {
    return values.getOrDefault(name, "none");
  }
}
