/**
 * How often recovery is judged rightly: services whose truth is known, simulated on virtual time
 * many times over and judged each time. Prints the figures that the documentation gives.
 */
@NullMarked
package dev.spike.bench.recovery;

import org.jspecify.annotations.NullMarked;
