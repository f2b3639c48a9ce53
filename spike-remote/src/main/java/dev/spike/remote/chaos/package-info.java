/**
 * Faults in a service in another JVM, placed on the run's timeline like local ones. The service has
 * started a {@link dev.spike.chaos.control.ChaosServer}.
 */
@NullMarked
package dev.spike.remote.chaos;

import org.jspecify.annotations.NullMarked;
