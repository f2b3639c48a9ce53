package dev.spike.samples.storefront.workers;

/**
 * The workers as the autoscaler saw them at one decision.
 *
 * @param atMillis since the service began
 * @param desired replicas wanted after the decision
 * @param ready replicas that take work
 * @param starting replicas that are not ready yet
 * @param queued jobs that wait
 * @param inWork jobs being worked at
 * @param load mean jobs in the system for each ready worker thread
 * @param arrived jobs so far, rejected ones included
 * @param done jobs so far
 * @param rejected jobs so far
 */
public record ScalingSample(
    long atMillis,
    int desired,
    int ready,
    int starting,
    int queued,
    int inWork,
    double load,
    long arrived,
    long done,
    long rejected) {}
