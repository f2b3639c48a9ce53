/**
 * A service that exists only in virtual time: servers, a queue, their faults and the clients that
 * retry. It takes the place of engine and target, and gives the same timeline.
 */
@NullMarked
package dev.spike.sim;

import org.jspecify.annotations.NullMarked;
