package dev.spike.remote;

/**
 * What an {@link HttpTarget} did with its connections so far.
 *
 * @param open connections open or being opened now
 * @param opened connections opened since the start
 * @param retried requests sent again because a kept-alive connection turned out to be closed
 */
public record HttpCounters(int open, long opened, long retried) {}
