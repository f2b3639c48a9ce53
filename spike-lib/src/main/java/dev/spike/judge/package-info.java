/**
 * Decides over a timeline: baseline, recovery, criteria, verdict. Pure: the same timeline gives the
 * same judgement, whether just recorded or read from a file.
 */
@NullMarked
package dev.spike.judge;

import org.jspecify.annotations.NullMarked;
