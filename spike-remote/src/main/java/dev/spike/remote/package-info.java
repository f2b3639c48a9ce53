/**
 * Drives targets on the other side of a socket: HTTP and WebSocket clients with blocking calls, and
 * the health check that says whether a target is there. Every endpoint passes {@link
 * dev.spike.remote.AllowedHosts} before the first byte is sent.
 */
@NullMarked
package dev.spike.remote;

import org.jspecify.annotations.NullMarked;
