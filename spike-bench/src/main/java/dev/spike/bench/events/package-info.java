/**
 * How well spikes are found in a series without being told where: false alarms on series without
 * any, and what is found of those that are put in.
 */
@NullMarked
package dev.spike.bench.events;

import org.jspecify.annotations.NullMarked;
