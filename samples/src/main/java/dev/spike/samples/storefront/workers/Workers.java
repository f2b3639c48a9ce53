package dev.spike.samples.storefront.workers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue, the replicas that drain it, and the autoscaler that says how many there are.
 * Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final WorkSettings settings;
  private final ScalingPolicy policy;
  private final JobQueue queue;
  private final Replicas replicas;
  private final Autoscaler autoscaler;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Workers::thread);

  /** Starts the minimum of replicas, ready at once, and the autoscaler. */
  public Workers(WorkSettings settings, ScalingPolicy policy) {
    this.settings = settings;
    this.policy = policy;
    Occupancy inSystem = new Occupancy(System::nanoTime, policy.metricWindow().toNanos());
    queue = new JobQueue(settings.queueCapacity(), inSystem);
    replicas = new Replicas(queue, settings, policy.readyDelay());
    replicas.begin(policy.minReplicas());
    autoscaler =
        new Autoscaler(
            new ScalingRule(policy), replicas, queue, inSystem, settings.threadsPerReplica());
    // A fixed delay, not a fixed rate: two decisions are never closer than a period.
    long period = policy.period().toNanos();
    var unused = clock.scheduleWithFixedDelay(this::step, period, period, TimeUnit.NANOSECONDS);
  }

  /**
   * Queues a job.
   *
   * @return completed when the job is done, by the thread that did it
   * @throws QueueFullException if it was rejected
   */
  public CompletableFuture<JobDone> submit() {
    return queue.add();
  }

  /**
   * What has happened.
   *
   * @param sinceMillis events and samples from this time of the service's clock on; 0 for all
   */
  public ScalingReport report(long sinceMillis) {
    return new ScalingReport(
        autoscaler.sample(),
        settings.replicaPerSecond(),
        policy.targetLoad(),
        policy.minReplicas(),
        policy.maxReplicas(),
        policy.period().toMillis(),
        policy.readyDelay().toMillis(),
        policy.stabilisation().toMillis(),
        autoscaler.eventsSince(sinceMillis),
        autoscaler.samplesSince(sinceMillis));
  }

  /** Stops every replica after the job it is at; jobs that wait fail. */
  @Override
  public void close() {
    clock.shutdownNow();
    replicas.scaleTo(0);
    queue.abandon();
  }

  private void step() {
    try {
      autoscaler.step();
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again: the autoscaler would be silently off.
      LOG.error("a scaling decision failed, the next is due in {}", policy.period(), e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "autoscaler");
    thread.setDaemon(true);
    return thread;
  }
}
