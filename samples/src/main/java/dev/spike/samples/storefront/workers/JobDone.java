package dev.spike.samples.storefront.workers;

/**
 * A job that is done.
 *
 * @param replica that did it
 * @param waitedMillis how long it had waited in the queue
 */
public record JobDone(String replica, double waitedMillis) {}
