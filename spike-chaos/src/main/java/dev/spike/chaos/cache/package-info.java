/**
 * Caches of Caffeine with points at their reads and loads, and what goes wrong with caches in
 * particular. Caffeine is the user's own: this package alone needs it.
 */
@NullMarked
package dev.spike.chaos.cache;

import org.jspecify.annotations.NullMarked;
