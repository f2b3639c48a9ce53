/**
 * Ready-made targets: take any user's HikariCP pool, Resilience4j circuit breaker or Caffeine
 * cache, derive from its own configuration what it must do, drive it and check that it does. Each
 * library is optional, so the classes of one target never load those of another.
 */
@NullMarked
package dev.spike.target;

import org.jspecify.annotations.NullMarked;
