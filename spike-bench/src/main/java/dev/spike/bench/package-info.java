/**
 * What the generator itself costs: JMH benchmarks, each side by side with the peers that users
 * know.
 */
@NullMarked
package dev.spike.bench;

import org.jspecify.annotations.NullMarked;
