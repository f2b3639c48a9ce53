package dev.spike.diff;

import dev.spike.measure.Unit;
import dev.spike.report.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two result files held against each other.
 *
 * @param scenarios those of the base, in order
 * @param added scenarios that only the head has
 * @param environment how the two runs' surroundings differ, a line each
 * @param figures how many figures were compared
 */
public record ResultDiff(
    List<ScenarioDiff> scenarios, List<String> added, List<String> environment, int figures) {
  /** The share of the base that is no difference worth telling, unless another is given. */
  public static final double MARGIN = 0.25;

  /** Copies its lists. */
  public ResultDiff {
    scenarios = List.copyOf(scenarios);
    added = List.copyOf(added);
    environment = List.copyOf(environment);
  }

  /**
   * Compares.
   *
   * @param base what is to be kept, such as the main branch
   * @param head what is held against it
   * @param margin the share of the base that is no difference worth telling, above 0, such as 0.25
   */
  public static ResultDiff of(Results base, Results head, double margin) {
    if (!(margin > 0 && margin <= 10)) {
      throw new IllegalArgumentException(
          "margin of " + margin * 100 + "%: it must be above 0 and at most 1000, such as 25");
    }
    Map<String, Side> was = Side.of(base);
    Map<String, Side> is = Side.of(head);
    Map<String, List<Contrast>> contrasts = new LinkedHashMap<>();
    Map<String, List<String>> notes = new LinkedHashMap<>();
    was.forEach(
        (name, side) -> {
          Side other = is.get(name);
          Pairing pair = other == null ? null : new Pairing(name, side, other);
          contrasts.put(name, pair == null ? List.of(missing()) : pair.contrasts());
          notes.put(name, pair == null ? List.of() : pair.notes());
        });
    Confidence among =
        Confidence.among(
            count(contrasts, FigureContrast.class), count(contrasts, RecoveryContrast.class));
    List<ScenarioDiff> scenarios = new ArrayList<>();
    contrasts.forEach(
        (name, all) ->
            scenarios.add(
                new ScenarioDiff(
                    name,
                    notes.getOrDefault(name, List.of()),
                    all.stream().map(each -> each.decided(margin, among)).toList())));
    return new ResultDiff(
        scenarios,
        is.keySet().stream().filter(name -> !was.containsKey(name)).toList(),
        Pairing.differing("", base.header().environment(), head.header().environment()),
        count(contrasts, FigureContrast.class));
  }

  private static int count(Map<String, List<Contrast>> contrasts, Class<?> kind) {
    return (int) contrasts.values().stream().flatMap(List::stream).filter(kind::isInstance).count();
  }

  private static Contrast missing() {
    return Contrast.untold(
        Difference.plain(
            "all", Unit.COUNT, Double.NaN, Double.NaN, Change.CANNOT_TELL, "only the base has it"));
  }

  /** How many figures changed like this. */
  public long count(Change change) {
    return scenarios.stream()
        .flatMap(scenario -> scenario.differences().stream())
        .filter(difference -> difference.change() == change)
        .count();
  }

  /**
   * 1 when anything is WORSE; else 2 when something cannot be told, or there is nothing; else 0.
   */
  public int exitCode() {
    if (count(Change.WORSE) > 0) {
      return 1;
    }
    return count(Change.CANNOT_TELL) > 0 || scenarios.isEmpty() ? 2 : 0;
  }
}
