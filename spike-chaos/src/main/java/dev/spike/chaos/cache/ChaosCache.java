package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.wrap.Forward;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cache with a point for faults that each read of one key hits: {@code get} and {@code
 * getIfPresent}, with the key as the subject of the hit. All else is the wrapped cache's own; its
 * {@code asMap()} hits nothing. Thread-safe.
 */
public final class ChaosCache implements InvocationHandler {
  private static final Set<String> READS = Set.of("get", "getIfPresent");

  private final Cache<?, ?> target;
  private final ChaosPoint reads;

  private ChaosCache(Cache<?, ?> target, String name) {
    this.target =
        Objects.requireNonNull(target, "The cache to wrap was null: give the one under test");
    this.reads = ChaosPoint.of(name);
  }

  /**
   * Wraps a cache.
   *
   * @param name of the point, as in {@link ChaosPoint#of}
   */
  @SuppressWarnings("unchecked")
  public static <K, V> Cache<K, V> wrap(Cache<K, V> target, String name) {
    return (Cache<K, V>) proxy(Cache.class, new ChaosCache(target, name));
  }

  /** As {@link #wrap(Cache, String)}. For its loads see {@link #loader}. */
  @SuppressWarnings("unchecked")
  public static <K, V> LoadingCache<K, V> wrap(LoadingCache<K, V> target, String name) {
    return (LoadingCache<K, V>) proxy(LoadingCache.class, new ChaosCache(target, name));
  }

  private static Object proxy(Class<?> type, ChaosCache handler) {
    return Proxy.newProxyInstance(
        ChaosCache.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /**
   * A loader whose every load, reload or load of many at once hits the point {@code <name>.load},
   * with the key or keys as its subject, on the thread that loads. A latency there is a slow
   * loader, an exception a failing one. While something is armed there, a method of the loader's
   * own that loads asynchronously is hit on a thread of its own, so that the caller is not held up.
   *
   * @param name as given to {@link #wrap(Cache, String)}
   */
  public static <K, V> CacheLoader<K, V> loader(CacheLoader<? super K, V> target, String name) {
    return ChaosLoader.of(target, ChaosPoint.of(name + ".load"));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return args != null && proxy == args[0];
    }
    if (args != null && reads.isArmed() && READS.contains(method.getName())) {
      return reads.around(args[0], () -> Forward.call(target, method, args));
    }
    return Forward.call(target, method, args);
  }
}
