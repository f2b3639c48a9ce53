package dev.spike.repeat;

/**
 * A run that the statistics leave out.
 *
 * @param run its name
 * @param why one line for the reader
 */
public record Exclusion(String run, String why) {}
