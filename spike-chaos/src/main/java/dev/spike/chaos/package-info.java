/**
 * Points, and what it takes to arm a fault there: for a bounded time, decided by a seed, and
 * costing one volatile read when off. It knows nothing of load or of measuring; whoever drives the
 * load arms an {@link dev.spike.chaos.Injection} and closes its {@link dev.spike.chaos.Lease}.
 */
@NullMarked
package dev.spike.chaos;

import org.jspecify.annotations.NullMarked;
