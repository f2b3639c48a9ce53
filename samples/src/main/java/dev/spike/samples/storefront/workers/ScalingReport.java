package dev.spike.samples.storefront.workers;

import java.util.List;

/**
 * What the autoscaler has done so far: reaction time, overshoot, the under-provisioned area and the
 * time to drain the backlog can all be had from it. The sample times and {@code now.atMillis} are
 * on the service's clock; the difference to the reader's clock is known from the answer's time.
 *
 * @param now the workers at this moment
 * @param replicaPerSecond jobs that one replica finishes in a second
 * @param targetLoad wanted jobs in the system for each worker thread
 * @param minReplicas the fewest
 * @param maxReplicas the most
 * @param periodMillis between two decisions
 * @param readyDelayMillis from start to ready
 * @param stabilisationMillis before replicas are taken away
 * @param events changes of the number of replicas, oldest first, the last 1,000
 * @param samples one for each decision, oldest first, the last 2,400
 */
public record ScalingReport(
    ScalingSample now,
    double replicaPerSecond,
    double targetLoad,
    int minReplicas,
    int maxReplicas,
    long periodMillis,
    long readyDelayMillis,
    long stabilisationMillis,
    List<ScalingEvent> events,
    List<ScalingSample> samples) {}
