package dev.spike.sim;

import dev.spike.measure.Timeline;

/**
 * What came of a simulation.
 *
 * @param timeline as of a run that was measured; {@code sim.attempts}, {@code sim.backlog} and
 *     {@code sim.drained} are among its facts, and {@code fault.fired.NAME} for each effect
 * @param backlog how many attempts were in the service, or waited for a slot of the generator, when
 *     recovery began to count: at the end of the last SPIKE phase, for a burst after its instant;
 *     NaN without a spike
 * @param drainedNanos how long after that the backlog was gone: a server was free and nobody
 *     waited. With one server this is when the system is first empty. NaN if it never happened
 *     before the end of the load, or without a spike
 * @param attempts how many attempts clients made
 */
public record SimulatedRun(Timeline timeline, double backlog, double drainedNanos, long attempts) {}
