package dev.spike.target;

import com.github.benmanes.caffeine.cache.Cache;
import dev.spike.measure.Gauge;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import java.util.List;

/**
 * What a Caffeine cache says of itself: {@code cache.size}, its estimated number of entries, and
 * {@code cache.hit-ratio} from 0 to 1 since it was built; NaN unless it records statistics.
 * Thread-safe.
 */
public final class CacheProbe implements Probe {
  private final Cache<?, ?> cache;

  private CacheProbe(Cache<?, ?> cache) {
    this.cache = cache;
  }

  /** A probe of this cache; of an asynchronous one give the {@code synchronous()} view. */
  public static CacheProbe of(Cache<?, ?> cache) {
    return new CacheProbe(cache);
  }

  @Override
  public List<Gauge> gauges() {
    return List.of(
        new Gauge("cache.size", Unit.COUNT, cache::estimatedSize),
        new Gauge("cache.hit-ratio", Unit.RATIO, this::hitRatio));
  }

  private double hitRatio() {
    boolean known = cache.policy().isRecordingStats() && cache.stats().requestCount() > 0;
    return known ? cache.stats().hitRate() : Double.NaN;
  }
}
