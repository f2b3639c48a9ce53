package dev.spike.chaos;

/**
 * A fault of the surroundings: it acts from its arming to its revert and needs no point. It tells
 * its lease of each time it {@linkplain Lease#acted(String) acted}.
 */
public non-sealed interface StandingFault extends Fault {}
