/**
 * Wrappers that let calls hit a point without touching the code that makes them: suppliers,
 * executors, clocks, and any interface. Each names the points it hits.
 */
@NullMarked
package dev.spike.chaos.wrap;

import org.jspecify.annotations.NullMarked;
