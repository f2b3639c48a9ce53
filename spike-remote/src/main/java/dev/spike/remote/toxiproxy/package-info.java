/**
 * Toxiproxy's control API over the proxies of this library: existing clients of Toxiproxy work
 * against it unchanged, in a test's JVM or as a program of its own. It stands above {@code
 * dev.spike.remote.proxy} and knows nothing else of ours.
 */
@NullMarked
package dev.spike.remote.toxiproxy;

import org.jspecify.annotations.NullMarked;
