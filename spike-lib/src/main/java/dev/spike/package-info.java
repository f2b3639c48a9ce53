/**
 * The facade: what a user types first. A {@code Scenario} is run by a {@link dev.spike.SpikeRunner}
 * under {@code SpikeOptions} and gives a {@link dev.spike.Report}.
 */
@NullMarked
package dev.spike;

import org.jspecify.annotations.NullMarked;
