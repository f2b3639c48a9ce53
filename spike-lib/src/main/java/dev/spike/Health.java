package dev.spike;

/**
 * What a health check found.
 *
 * @param good whether the target answered as it should
 * @param diagnosis one line that says what was tried and what came back
 */
public record Health(boolean good, String diagnosis) {}
