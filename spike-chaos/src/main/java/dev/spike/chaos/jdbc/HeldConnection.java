package dev.spike.chaos.jdbc;

import java.time.Duration;

/**
 * A connection that was borrowed and not yet given back.
 *
 * @param thread name, at that time, of the thread that borrowed it
 * @param held how long ago that was
 */
public record HeldConnection(String thread, Duration held) {}
