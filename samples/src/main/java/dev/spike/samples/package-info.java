/**
 * Numbered samples, each a main method with one idea, told by the wrong way and the right one. In
 * the packages below: a storefront to attack, and the suite that attacks it.
 */
@NullMarked
package dev.spike.samples;

import org.jspecify.annotations.NullMarked;
