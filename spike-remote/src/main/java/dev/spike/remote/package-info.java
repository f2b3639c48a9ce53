/** Placeholder. */
@NullMarked
package dev.spike.remote;

import org.jspecify.annotations.NullMarked;
