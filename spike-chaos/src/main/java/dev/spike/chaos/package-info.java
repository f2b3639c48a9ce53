/**
 * Faults and the points they act at, inside the process under test: armed for a bounded time,
 * decided by a seed, and costing one volatile read when off. It knows nothing of load or of
 * measuring; whoever drives the load arms a {@link dev.spike.chaos.Injection} and closes its {@link
 * dev.spike.chaos.Lease}.
 */
@NullMarked
package dev.spike.chaos;

import org.jspecify.annotations.NullMarked;
