/**
 * The drivers that start operations when their schedule says so, and everything that bounds them:
 * time-outs, the cap on operations in flight, the drain at the end.
 */
@NullMarked
package dev.spike.run;

import org.jspecify.annotations.NullMarked;
