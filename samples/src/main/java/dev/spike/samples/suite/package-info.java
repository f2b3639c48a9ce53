/**
 * The spike suite against the storefront: one scenario a file, each a few lines on spike's public
 * API. Everything that a scenario can be made with is a parameter; the first four reach their
 * services over the network, the others exercise the storefront's own components in this JVM.
 */
@NullMarked
package dev.spike.samples.suite;

import org.jspecify.annotations.NullMarked;
