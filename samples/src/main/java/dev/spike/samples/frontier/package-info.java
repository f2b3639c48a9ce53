/**
 * A search for the recovery frontier on the real clock: a small server that impatient clients can
 * drive into a storm of retries, and the main method that finds out by which spike.
 */
@NullMarked
package dev.spike.samples.frontier;

import org.jspecify.annotations.NullMarked;
