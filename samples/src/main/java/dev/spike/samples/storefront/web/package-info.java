/**
 * What the three services share on their HTTP side: one embedded server bound to loopback, JSON
 * bodies, and answers of one line when something is wrong. Knows nothing of what is served.
 */
@NullMarked
package dev.spike.samples.storefront.web;

import org.jspecify.annotations.NullMarked;
