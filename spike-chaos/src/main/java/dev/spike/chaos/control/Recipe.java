package dev.spike.chaos.control;

import dev.spike.chaos.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How a fault is made of plain parameters.
 *
 * @param fault its name
 * @param needs the parameters that have to be there
 * @param takes those that may be left out
 */
record Recipe(
    String fault, List<String> needs, List<String> takes, Function<Parameters, Fault> maker) {

  /**
   * One way of making a fault.
   *
   * @param parameters their names, separated by spaces; in brackets those that may be left out
   */
  static Recipe of(String fault, String parameters, Function<Parameters, Fault> maker) {
    List<String> needs = new ArrayList<>();
    List<String> takes = new ArrayList<>();
    Arrays.stream(parameters.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .forEach(
            name -> {
              if (name.startsWith("[")) {
                takes.add(name.substring(1, name.length() - 1));
              } else {
                needs.add(name);
              }
            });
    return new Recipe(fault, List.copyOf(needs), List.copyOf(takes), maker);
  }

  boolean fits(Set<String> given) {
    return given.containsAll(needs)
        && given.stream().allMatch(name -> needs.contains(name) || takes.contains(name));
  }

  /** As it stands in messages and in the list of faults. */
  String told() {
    List<String> all = new ArrayList<>(needs);
    takes.forEach(name -> all.add("[" + name + "]"));
    return all.isEmpty() ? "none" : String.join(" ", all);
  }
}
