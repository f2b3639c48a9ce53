/**
 * Finds spikes in a series of counts or times without being told where, value by value, at a false
 * alarm rate that is asked for. Knows nothing of runs but how to read a series off a Timeline.
 */
@NullMarked
package dev.spike.events;

import org.jspecify.annotations.NullMarked;
