/** Placeholder. */
@NullMarked
package dev.spike.samples;

import org.jspecify.annotations.NullMarked;
