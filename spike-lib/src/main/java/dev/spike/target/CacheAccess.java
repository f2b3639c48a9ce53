package dev.spike.target;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The four kinds of Caffeine cache behind one face.
 *
 * @param plain the cache itself, or the synchronous view of an asynchronous one
 * @param one reads a key, loading it if need be
 * @param many reads some keys at once
 * @param asynchronous whether loads run on another thread
 */
record CacheAccess<K, V>(
    Cache<K, V> plain,
    Function<K, V> one,
    Function<Collection<K>, Map<K, V>> many,
    boolean asynchronous) {
  static <K, V> CacheAccess<K, V> of(Cache<K, V> cache, CacheSource<K, V> source) {
    if (cache instanceof LoadingCache<K, V> loading) {
      return new CacheAccess<>(cache, loading::get, loading::getAll, false);
    }
    return new CacheAccess<>(
        cache,
        key -> cache.get(key, source::load),
        keys -> cache.getAll(keys, missing -> loadAll(missing, source)),
        false);
  }

  static <K, V> CacheAccess<K, V> of(AsyncCache<K, V> cache, CacheSource<K, V> source) {
    Cache<K, V> plain = cache.synchronous();
    if (cache instanceof AsyncLoadingCache<K, V> loading) {
      return new CacheAccess<>(
          plain, key -> loading.get(key).join(), keys -> loading.getAll(keys).join(), true);
    }
    return new CacheAccess<>(
        plain,
        key -> cache.get(key, (K missing) -> source.load(missing)).join(),
        keys -> cache.getAll(keys, (Set<? extends K> missing) -> loadAll(missing, source)).join(),
        true);
  }

  private static <K, V> Map<K, V> loadAll(Set<? extends K> keys, CacheSource<K, V> source) {
    Map<K, V> loaded = new HashMap<>();
    keys.forEach(key -> loaded.put(key, source.load(key)));
    return loaded;
  }

  boolean isRefreshing() {
    return plain.policy().refreshAfterWrite().isPresent();
  }
}
