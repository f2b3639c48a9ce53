/**
 * Makes the README's table of what the generator costs from JMH's result files. Nothing in it is
 * typed but the targets.
 */
@NullMarked
package dev.spike.bench.table;

import org.jspecify.annotations.NullMarked;
