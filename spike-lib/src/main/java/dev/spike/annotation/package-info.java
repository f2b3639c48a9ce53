/**
 * Scenarios as annotated methods, after the manner of JMH: an operation, its parameters, load and
 * expectations, and what is set up and torn down around it. Makes ordinary scenarios of them, so
 * that they run, fork and report as all others do.
 */
@NullMarked
package dev.spike.annotation;

import org.jspecify.annotations.NullMarked;
