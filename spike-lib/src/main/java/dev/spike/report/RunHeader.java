package dev.spike.report;

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
    String started, long seed, int scenarios, long plannedNanos, Map<String, String> environment) {}
