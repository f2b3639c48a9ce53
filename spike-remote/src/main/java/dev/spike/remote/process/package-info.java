/**
 * Observes another JVM on this machine from outside: its memory, CPU, threads and open files.
 * Nothing is opened in the target and no agent is loaded into it.
 */
@NullMarked
package dev.spike.remote.process;

import org.jspecify.annotations.NullMarked;
