/** Placeholder. */
@NullMarked
package dev.spike.chaos;

import org.jspecify.annotations.NullMarked;
