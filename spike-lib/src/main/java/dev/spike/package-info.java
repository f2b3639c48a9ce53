/** Placeholder. */
@NullMarked
package dev.spike;

import org.jspecify.annotations.NullMarked;
