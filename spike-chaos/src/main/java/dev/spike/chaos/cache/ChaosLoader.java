package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.CacheLoader;
import dev.spike.chaos.ChaosPoint;
import java.util.Map;
import java.util.Set;

/** A loader whose loads hit a point. */
class ChaosLoader<K, V> implements CacheLoader<K, V> {
  final CacheLoader<? super K, V> target;
  final ChaosPoint loads;

  private ChaosLoader(CacheLoader<? super K, V> target, ChaosPoint loads) {
    this.target = target;
    this.loads = loads;
  }

  /** Caffeine takes every loader that has a {@code loadAll} of its own for one that can do it. */
  static <K, V> CacheLoader<K, V> of(CacheLoader<? super K, V> target, ChaosPoint loads) {
    return hasLoadAll(target) ? new Bulk<>(target, loads) : new ChaosLoader<>(target, loads);
  }

  private static boolean hasLoadAll(CacheLoader<?, ?> target) {
    try {
      return !target.getClass().getMethod("loadAll", Set.class).isDefault();
    } catch (NoSuchMethodException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // a loader may give null
  public V load(K key) throws Exception {
    return loads.isArmed() ? loads.<V>around(key, () -> target.load(key)) : target.load(key);
  }

  @Override
  @SuppressWarnings("NullAway") // a loader may give null
  public V reload(K key, V oldValue) throws Exception {
    return loads.<V>around(key, () -> target.reload(key, oldValue));
  }

  private static final class Bulk<K, V> extends ChaosLoader<K, V> {
    Bulk(CacheLoader<? super K, V> target, ChaosPoint loads) {
      super(target, loads);
    }

    /** One hit for all of them. */
    @Override
    @SuppressWarnings("unchecked")
    public Map<? extends K, ? extends V> loadAll(Set<? extends K> keys) throws Exception {
      return loads.around(keys, () -> (Map<? extends K, ? extends V>) target.loadAll(keys));
    }
  }
}
