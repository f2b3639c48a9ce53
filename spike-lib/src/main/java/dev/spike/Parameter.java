package dev.spike;

/**
 * A parameter that a scenario can be made with.
 *
 * @param name as given on the command line
 * @param standard its value when none is given
 * @param description one line, with the unit
 */
public record Parameter(String name, String standard, String description) {}
