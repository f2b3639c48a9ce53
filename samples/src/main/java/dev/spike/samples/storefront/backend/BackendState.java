package dev.spike.samples.storefront.backend;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.zaxxer.hikari.HikariPoolMXBean;

/**
 * The inside of the backend at one moment, for whoever watches it from outside.
 *
 * @param breaker the breaker's state, such as CLOSED
 * @param pool the connection pool's figures
 * @param cache the cache's figures
 * @param subscribers of the feed
 */
record BackendState(String breaker, Pool pool, Cache cache, int subscribers) {
  record Pool(int active, int idle, int pending, int maximum) {}

  record Cache(long size, long hits, long misses) {}

  static BackendState of(Backend backend) {
    HikariPoolMXBean pool = backend.database().pool().getHikariPoolMXBean();
    CacheStats stats = backend.catalog().cache().stats();
    return new BackendState(
        backend.orders().breaker().getState().name(),
        new Pool(
            pool.getActiveConnections(),
            pool.getIdleConnections(),
            pool.getThreadsAwaitingConnection(),
            backend.database().pool().getMaximumPoolSize()),
        new Cache(backend.catalog().cache().estimatedSize(), stats.hitCount(), stats.missCount()),
        backend.feed().subscribers());
  }
}
