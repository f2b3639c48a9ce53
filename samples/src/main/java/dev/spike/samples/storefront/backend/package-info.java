/**
 * The backend service: a product catalogue cached over a pooled database, orders that call a
 * payment dependency through a circuit breaker, and a feed of numbered updates. Every component is
 * a plain class that works without HTTP.
 */
@NullMarked
package dev.spike.samples.storefront.backend;

import org.jspecify.annotations.NullMarked;
