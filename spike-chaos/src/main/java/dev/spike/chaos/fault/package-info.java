/**
 * The faults that fit any point, and those of the JVM itself: delays, exceptions, wrong results,
 * hangs, refusals, burnt CPU, heap, garbage, threads, clocks. {@link dev.spike.chaos.fault.Faults}
 * makes them; each acts as its own file says.
 */
@NullMarked
package dev.spike.chaos.fault;

import org.jspecify.annotations.NullMarked;
