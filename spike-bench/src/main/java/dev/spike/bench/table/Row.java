package dev.spike.bench.table;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One row: what was measured, what it is to reach, and what peers reach in the same run.
 *
 * @param what reads in the first column
 * @param sinceJdk before it there is nothing to measure
 * @param goals the figures of a cell, in order
 * @param figures one value for each goal
 * @param peers what else was measured beside it
 */
record Row(String what, int sinceJdk, List<Goal> goals, Figures figures, List<Peer> peers) {
  static final String NOT_MEASURED = "not measured";

  /** Picks figures out of the results of one JDK; NaN for what is not there. */
  @FunctionalInterface
  interface Figures {
    double[] of(JmhResults results);
  }

  /**
   * What users would take else.
   *
   * @param name how users know it
   * @param goals which figures are shown
   * @param figures a value for each goal; more are not shown
   */
  record Peer(String name, List<Goal> goals, Figures figures) {}

  /** All targets of the row. */
  String target() {
    return goals.stream()
        .filter(Goal::isTarget)
        .map(Goal::target)
        .collect(Collectors.joining(", "));
  }

  /** The figures on one JDK, and which of them miss their target by how much. */
  String cell(JmhResults all, int jdk) {
    if (jdk < sinceJdk) {
      return "not on JDK " + jdk;
    }
    double[] values = figures.of(all.on(jdk));
    String missed =
        IntStream.range(0, goals.size())
            .filter(i -> goals.get(i).missedBy(values[i]))
            .mapToObj(i -> goals.get(i).miss(values[i]))
            .collect(Collectors.joining(", "));
    return text(goals, values) + (missed.isEmpty() ? "" : " - **missed**: " + missed);
  }

  /** The figures of all peers on all JDKs. */
  String peers(JmhResults all, SortedSet<Integer> jdks) {
    SortedSet<Integer> measured = new TreeSet<>(jdks.tailSet(sinceJdk));
    return peers.stream()
        .map(peer -> peer.name() + ": " + onEach(peer, all, measured))
        .collect(Collectors.joining("<br>"));
  }

  private static String onEach(Peer peer, JmhResults all, SortedSet<Integer> jdks) {
    return jdks.stream()
        .map(jdk -> text(peer.goals(), peer.figures().of(all.on(jdk))) + " (" + jdk + ")")
        .collect(Collectors.joining("; "));
  }

  private static String text(List<Goal> goals, double[] values) {
    if (Arrays.stream(values).allMatch(Double::isNaN)) {
      return NOT_MEASURED;
    }
    return IntStream.range(0, goals.size())
        .mapToObj(i -> goals.get(i).measured(values[i]))
        .collect(Collectors.joining(", "));
  }
}
