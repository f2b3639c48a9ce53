package dev.spike.samples.suite;

import com.github.benmanes.caffeine.cache.Cache;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The same cache, broken on purpose: who misses a key looks it up and puts it in by itself, so that
 * all who miss it load it at once.
 */
final class RacingCache<K, V> implements InvocationHandler {
  private final Cache<K, V> cache;

  private RacingCache(Cache<K, V> cache) {
    this.cache = cache;
  }

  @SuppressWarnings("unchecked")
  static <K, V> Cache<K, V> of(Cache<K, V> cache) {
    return (Cache<K, V>)
        Proxy.newProxyInstance(
            Cache.class.getClassLoader(), new Class<?>[] {Cache.class}, new RacingCache<>(cache));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    if (method.getName().equals("get")) {
      return get((K) args[0], (Function<K, V>) args[1]);
    }
    try {
      return method.invoke(cache, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private V get(K key, Function<K, V> loader) {
    @Nullable V there = cache.getIfPresent(key);
    if (there != null) {
      return there;
    }
    V loaded = loader.apply(key);
    cache.put(key, loaded);
    return loaded;
  }
}
