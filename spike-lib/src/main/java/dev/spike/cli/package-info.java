/**
 * The command line: flags to options, options to a run, a run to an exit code. Uses picocli, which
 * a project that never starts it need not have.
 */
@NullMarked
package dev.spike.cli;

import org.jspecify.annotations.NullMarked;
