package dev.spike.measure;

import java.util.List;

/**
 * Something outside the load whose state is sampled once a bucket: a pool, a breaker, a cache, a
 * process.
 */
@FunctionalInterface
public interface Probe {
  /** The gauges of this probe, always the same ones. */
  List<Gauge> gauges();
}
