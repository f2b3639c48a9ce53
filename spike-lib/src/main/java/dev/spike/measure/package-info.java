/**
 * What is remembered of a run: recorder, probes and the timeline of intervals that they make. Knows
 * nothing of how the load was made nor of how it is judged.
 */
@NullMarked
package dev.spike.measure;

import org.jspecify.annotations.NullMarked;
