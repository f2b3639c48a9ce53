/**
 * Spike scenarios and faults as JUnit tests: what is measured, judged and disturbed is spike's,
 * what passes, fails, aborts and runs alone is JUnit's. Runs on JUnit 5.10 and newer.
 */
@NullMarked
package dev.spike.junit;

import org.jspecify.annotations.NullMarked;
