/**
 * The recovery frontier: which spike, by height and duration, is the smallest from which a target
 * does not come back. Chooses what to try next by expected information and says what the answers
 * prove; knows nothing of how a trial is run.
 */
@NullMarked
package dev.spike.frontier;

import org.jspecify.annotations.NullMarked;
