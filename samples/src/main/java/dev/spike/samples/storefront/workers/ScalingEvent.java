package dev.spike.samples.storefront.workers;

/**
 * The autoscaler changed the number of replicas.
 *
 * @param atMillis since the service began
 * @param from replicas before
 * @param to replicas wanted now
 * @param load that it decided on
 */
public record ScalingEvent(long atMillis, int from, int to, double load) {}
