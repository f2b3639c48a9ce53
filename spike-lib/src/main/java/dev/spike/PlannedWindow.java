package dev.spike;

import dev.spike.judge.Window;
import dev.spike.measure.Grid;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.report.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The intervals of a plan that a criterion will look at, as the judge takes those of the run.
 *
 * @param grid all of the plan's
 * @param indexes which of them, ascending
 */
record PlannedWindow(Grid grid, List<Integer> indexes) {
  static PlannedWindow of(ScenarioPlan plan, Window window) {
    Grid grid = new Grid(plan.phases(), plan.bucketNanos());
    Predicate<Phase> among = window.among(plan.phases());
    IntPredicate looked =
        window.side() == Window.Side.WHILE
            ? i -> plan.faultsAt(grid.centreOf(i)).contains(window.name())
            : i -> among.test(grid.phaseOf(i));
    return new PlannedWindow(grid, IntStream.range(0, grid.size()).filter(looked).boxed().toList());
  }

  boolean isEmpty() {
    return indexes.isEmpty();
  }

  /** Whether nothing is due in it, as the load pauses. */
  boolean isQuiet() {
    return indexes.stream().allMatch(i -> grid.phaseOf(i).role() == Role.QUIET);
  }

  /** Its longest parts without a gap. */
  List<PlannedWindow> stretches() {
    List<PlannedWindow> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= indexes.size(); i++) {
      if (i == indexes.size() || indexes.get(i) != indexes.get(i - 1) + 1) {
        stretches.add(new PlannedWindow(grid, indexes.subList(from, i)));
        from = i;
      }
    }
    return stretches;
  }

  /**
   * Without the last interval of all, unless it is the only one: to it is counted what succeeded
   * after the load.
   */
  PlannedWindow beforeTheEnd() {
    List<Integer> before = indexes.stream().filter(i -> i < grid.size() - 1).toList();
    return before.isEmpty() ? this : new PlannedWindow(grid, before);
  }

  double nanos() {
    return indexes.stream().mapToDouble(this::nanos).sum();
  }

  private double nanos(int index) {
    return (double) grid.endOf(index) - grid.startOf(index);
  }

  /** How many operations are planned in it; infinitely many where users make them. */
  double planned() {
    return Math.rint(indexes.stream().mapToDouble(i -> rate(i) * nanos(i) / 1e9).sum());
  }

  /** How many are planned where they are fewest for so long. */
  double thinnest(long nanos) {
    return Math.rint(indexes.stream().mapToDouble(this::rate).min().orElse(0) * nanos / 1e9);
  }

  /** What users do is not planned. */
  private double rate(int index) {
    Phase phase = grid.phaseOf(index);
    boolean users = phase.planned() == 0 && phase.role() != Role.QUIET;
    return users ? Double.POSITIVE_INFINITY : phase.plannedRate();
  }
}
