/**
 * Arms faults of a running service from another JVM: a small HTTP server in the service, off unless
 * started, and the client that drives it. Every fault armed from afar ends by itself unless its
 * controller lives and renews it.
 */
@NullMarked
package dev.spike.chaos.control;

import org.jspecify.annotations.NullMarked;
