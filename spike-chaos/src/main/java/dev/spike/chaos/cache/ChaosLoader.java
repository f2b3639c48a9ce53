package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.CacheLoader;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.wrap.Apart;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A loader whose loads hit a point. Asynchronous methods that the wrapped one has of its own are
 * hit on a thread apart, as it alone knows which thread loads; the others by way of the synchronous
 * method that they call on the cache's executor.
 */
class ChaosLoader<K, V> implements CacheLoader<K, V> {
  final CacheLoader<? super K, V> target;
  final ChaosPoint loads;
  private final boolean asyncLoad;
  private final boolean asyncReload;

  private ChaosLoader(CacheLoader<? super K, V> target, ChaosPoint loads) {
    this.target = target;
    this.loads = loads;
    this.asyncLoad = has(target, "asyncLoad", Object.class, Executor.class);
    this.asyncReload = has(target, "asyncReload", Object.class, Object.class, Executor.class);
  }

  /** Caffeine takes every loader that has a load of many of its own for one that can do it. */
  static <K, V> CacheLoader<K, V> of(CacheLoader<? super K, V> target, ChaosPoint loads) {
    if (has(target, "loadAll", Set.class)) {
      return new Bulk<>(target, loads);
    }
    return has(target, "asyncLoadAll", Set.class, Executor.class)
        ? new AsyncBulk<>(target, loads)
        : new ChaosLoader<>(target, loads);
  }

  /** Whether it has that method of its own, which an interface of the user's may also give. */
  static boolean has(CacheLoader<?, ?> target, String method, Class<?>... parameters) {
    try {
      Class<?> from = target.getClass().getMethod(method, parameters).getDeclaringClass();
      return from != CacheLoader.class && from != AsyncCacheLoader.class;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  final <T> CompletableFuture<T> apart(
      Object subject, Callable<? extends CompletableFuture<? extends T>> load) {
    return Apart.<T>call(loads, call -> loads.<T>around(subject, call), load);
  }

  @Override
  @SuppressWarnings("NullAway") // a loader may give null
  public V load(K key) throws Exception {
    return loads.isArmed() ? loads.<V>around(key, () -> target.load(key)) : target.load(key);
  }

  @Override
  public CompletableFuture<? extends V> asyncLoad(K key, Executor executor) throws Exception {
    if (!asyncLoad) {
      return CacheLoader.super.asyncLoad(key, executor);
    }
    return loads.isArmed()
        ? this.<V>apart(key, () -> target.asyncLoad(key, executor))
        : target.asyncLoad(key, executor);
  }

  @Override
  @SuppressWarnings("NullAway") // a loader may give null
  public V reload(K key, V oldValue) throws Exception {
    return loads.<V>around(key, () -> target.reload(key, oldValue));
  }

  @Override
  public CompletableFuture<? extends V> asyncReload(K key, V oldValue, Executor executor)
      throws Exception {
    if (!asyncReload) {
      return CacheLoader.super.asyncReload(key, oldValue, executor);
    }
    return loads.isArmed()
        ? this.<V>apart(key, () -> target.asyncReload(key, oldValue, executor))
        : target.asyncReload(key, oldValue, executor);
  }

  /** One hit for all of them. */
  private static class AsyncBulk<K, V> extends ChaosLoader<K, V> {
    private final boolean asyncLoadAll;

    AsyncBulk(CacheLoader<? super K, V> target, ChaosPoint loads) {
      super(target, loads);
      this.asyncLoadAll = has(target, "asyncLoadAll", Set.class, Executor.class);
    }

    @Override
    public CompletableFuture<? extends Map<? extends K, ? extends V>> asyncLoadAll(
        Set<? extends K> keys, Executor executor) throws Exception {
      if (!asyncLoadAll) {
        return super.asyncLoadAll(keys, executor);
      }
      return loads.isArmed()
          ? this.<Map<? extends K, ? extends V>>apart(keys, () -> all(keys, executor))
          : all(keys, executor);
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<? extends Map<? extends K, ? extends V>> all(
        Set<? extends K> keys, Executor executor) throws Exception {
      return (CompletableFuture<? extends Map<? extends K, ? extends V>>)
          target.asyncLoadAll(keys, executor);
    }
  }

  private static final class Bulk<K, V> extends AsyncBulk<K, V> {
    Bulk(CacheLoader<? super K, V> target, ChaosPoint loads) {
      super(target, loads);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<? extends K, ? extends V> loadAll(Set<? extends K> keys) throws Exception {
      return loads.around(keys, () -> (Map<? extends K, ? extends V>) target.loadAll(keys));
    }
  }
}
