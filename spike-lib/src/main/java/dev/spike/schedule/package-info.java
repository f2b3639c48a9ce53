/**
 * When operations are due: pure maths from a load shape to intended start times in nanoseconds.
 * Imports nothing, holds no clock and no thread.
 */
@NullMarked
package dev.spike.schedule;

import org.jspecify.annotations.NullMarked;
