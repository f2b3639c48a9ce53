/**
 * The storefront, a real service to attack: auth, backend, and workers behind an autoscaler, in
 * this JVM or in a child JVM of their own. The services themselves are in the packages below; this
 * one starts and ends them.
 */
@NullMarked
package dev.spike.samples.storefront;

import org.jspecify.annotations.NullMarked;
