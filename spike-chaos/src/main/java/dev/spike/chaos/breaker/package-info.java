/**
 * A circuit breaker of Resilience4j put into a state that its load has not brought it to, and back.
 * Resilience4j is the user's own: this package alone needs it.
 */
@NullMarked
package dev.spike.chaos.breaker;

import org.jspecify.annotations.NullMarked;
