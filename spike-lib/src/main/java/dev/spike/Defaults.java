package dev.spike;

import java.time.Duration;

/** Every default, in one place. */
public final class Defaults {
  /** How long an operation may take from its own start. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Length of the warm-up of an annotated load. */
  public static final Duration WARMUP = Duration.ofSeconds(2);

  /** Length of the baseline of an annotated load. */
  public static final Duration BASELINE = Duration.ofSeconds(6);

  /** Length of the spike of an annotated load. */
  public static final Duration SPIKE = Duration.ofSeconds(2);

  /** For how long an annotated load watches for recovery. */
  public static final Duration RECOVERY = Duration.ofSeconds(12);

  /** How many steady operations may run at once. */
  public static final int MAX_IN_FLIGHT = 1_000;

  /** Width of an interval. */
  public static final Duration BUCKET = Duration.ofMillis(200);

  /** How many intervals the judge needs for a goodput or the mean of a gauge. */
  public static final int MEAN_BUCKETS = 5;

  /** How many intervals at the end of the observation the recovery verdict rests on. */
  public static final int TAIL_BUCKETS = 30;

  /** How many baseline intervals the judge needs. */
  public static final int BASELINE_BUCKETS = 30;

  /** How many baseline samples the judge needs: 59 an interval bound a p95 with 95% confidence. */
  public static final int BASELINE_SAMPLES = 1_800;

  /** A one-sided 95% bound on a p95 needs ln 0.05 / ln 0.95 samples. */
  public static final int SAMPLES_FOR_P95 = 59;

  /** How many stretches with so many samples the judge needs at the end of the observation. */
  public static final int TAIL_WIDE_BUCKETS = 10;

  /** How long the load pauses between repeated spikes, for the live set to be read. */
  public static final Duration QUIET = Duration.ofSeconds(2);

  /** How many repeated spikes it takes to tell a leak. */
  public static final int LEAK_CYCLES = 8;

  /** How long after the load counts of threads, files and the like may take to come back. */
  public static final Duration SETTLE = Duration.ofSeconds(5);

  /** How long the pacing thread may spin before each arrival. */
  public static final Duration SPIN = Duration.ofNanos(50_000);

  /** How many answers a search for the recovery frontier takes. */
  public static final int FRONTIER_TRIALS = 24;

  /** How often the answer of a trial is the wrong one whatever the spike. */
  public static final double MISJUDGED = 0.02;

  private Defaults() {}
}
