/**
 * Several runs of one scenario taken together, and two configurations held against each other. Pure
 * statistics over what the judge said of each run: the same runs give the same summary, whether
 * just made or read from a file.
 */
@NullMarked
package dev.spike.repeat;

import org.jspecify.annotations.NullMarked;
