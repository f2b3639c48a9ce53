/**
 * The auth service: generated users, real salted password hashing whose cost is a parameter, and
 * bounded sessions. Served over HTTP by {@link dev.spike.samples.storefront.auth.AuthServer},
 * usable without it.
 */
@NullMarked
package dev.spike.samples.storefront.auth;

import org.jspecify.annotations.NullMarked;
