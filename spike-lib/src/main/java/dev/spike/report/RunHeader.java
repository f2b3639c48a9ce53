package dev.spike.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a run before its first scenario.
 *
 * @param started when, as ISO-8601 in UTC
 * @param seed the seed of the run
 * @param scenarios how many scenarios are to run
 * @param plannedNanos how long their loads last together
 * @param environment JVM, cores, heap, collector, library versions: label to value, in order
 */
public record RunHeader(
    String started, long seed, int scenarios, long plannedNanos, Map<String, String> environment) {
  private static final String SIMULATED = "Simulated";

  /** The header of a run on virtual time, which says so first of all. */
  public RunHeader simulated() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(SIMULATED, "on virtual time; nothing of the scenario is called");
    all.putAll(environment);
    return new RunHeader(started, seed, scenarios, plannedNanos, all);
  }

  /** Whether nothing was performed but on virtual time. */
  public boolean isSimulated() {
    return environment.containsKey(SIMULATED);
  }
}
