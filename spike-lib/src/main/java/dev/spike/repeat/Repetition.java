package dev.spike.repeat;

/**
 * Which run of which repeated scenario a run is.
 *
 * @param of the scenario as one: its name, with the configuration where there are several, such as
 *     {@code pool[pool-size=10]}
 * @param family what its configurations have in common; those of one family are compared
 * @param configuration how it differs from the others of its family, such as {@code pool-size=10};
 *     empty where it has none beside it
 * @param number of this run, from 1
 * @param count how many runs were asked for
 * @param freshJvm whether each run has a JVM of its own
 */
public record Repetition(
    String of, String family, String configuration, int number, int count, boolean freshJvm) {
  /** Refuses a number outside the count. */
  public Repetition {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException(
          "run " + number + " of " + count + ": runs are numbered from 1 to their count");
    }
  }

  /** The only run of a scenario. */
  public static Repetition once(String name) {
    return new Repetition(name, name, "", 1, 1, false);
  }

  /** The first of several runs. */
  public static Repetition first(String name, int count, boolean freshJvm) {
    return new Repetition(name, name, "", 1, count, freshJvm);
  }

  /** As one configuration, given by parameters, of the scenario. */
  public Repetition with(String parameters) {
    String name = family + "[" + parameters + "]";
    return new Repetition(name, family, parameters, number, count, freshJvm);
  }

  /** As a scenario that is compared with the others of a family. */
  public Repetition among(String others) {
    return new Repetition(of, others, of, number, count, freshJvm);
  }

  /** Another run of the same. */
  public Repetition number(int other) {
    return new Repetition(of, family, configuration, other, count, freshJvm);
  }

  /** The name of this run: the first has the scenario's, the second {@code name#2}. */
  public String runName() {
    return number == 1 ? of : of + "#" + number;
  }

  /** Whether there is nothing to take together or to compare. */
  public boolean isSingle() {
    return count == 1 && configuration.isEmpty();
  }

  /** The seed of this run: runs of one number have the same in every configuration. */
  public long seed(long ofTheFirst) {
    return ofTheFirst + number - 1;
  }
}
