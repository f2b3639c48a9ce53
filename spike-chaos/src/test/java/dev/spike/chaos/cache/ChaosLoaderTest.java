package dev.spike.chaos.cache;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.garbage;
import static dev.spike.chaos.fault.Faults.hang;
import static dev.spike.chaos.fault.Faults.nullResult;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.spike.chaos.Arming;
import dev.spike.chaos.Lease;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loaders that do more than the least, in a real cache, wrapped. */
@Timeout(120)
class ChaosLoaderTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  /** Loads asynchronously only. */
  private static class Asynchronous implements CacheLoader<Integer, String> {
    @Override
    public String load(Integer key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<String> asyncLoad(Integer key, Executor executor) {
      return CompletableFuture.completedFuture("loaded");
    }

    @Override
    public CompletableFuture<String> asyncReload(Integer key, String old, Executor executor) {
      return CompletableFuture.completedFuture("reloaded");
    }
  }

  private static final class AsynchronousBulk extends Asynchronous {
    @Override
    public CompletableFuture<Map<Integer, String>> asyncLoadAll(
        Set<? extends Integer> keys, Executor executor) {
      return CompletableFuture.completedFuture(each(keys));
    }
  }

  private interface Whole extends CacheLoader<Integer, String> {
    @Override
    default Map<Integer, String> loadAll(Set<? extends Integer> keys) {
      return each(keys);
    }
  }

  private static Map<Integer, String> each(Set<? extends Integer> keys) {
    return keys.stream().collect(Collectors.toMap(Function.identity(), key -> "bulk"));
  }

  private static AsyncLoadingCache<Integer, String> cache(
      CacheLoader<Integer, String> loader, String name) {
    return Caffeine.newBuilder().buildAsync(ChaosCache.loader(loader, name));
  }

  @Test
  void asynchronousLoadsAreTheLoadersOwn() throws Exception {
    AsyncLoadingCache<Integer, String> cache = cache(new Asynchronous(), "loader.own");
    assertThat(cache.get(1).get()).isEqualTo("loaded");
    assertThat(cache.synchronous().refresh(1).get()).isEqualTo("reloaded");
    try (Lease lease = garbage(1).on("loader.own.load").arm(ARMING)) {
      assertThat(cache.get(2).get()).isEqualTo("loaded");
      assertThat(cache.synchronous().refresh(2).get()).isEqualTo("reloaded");
      assertThat(lease.fired()).isEqualTo(2);
    }
  }

  @Test
  void aRefreshOfASynchronousCacheIsTheLoadersOwn() throws Exception {
    LoadingCache<Integer, String> cache =
        Caffeine.newBuilder().build(ChaosCache.loader(new Asynchronous(), "loader.refresh"));
    cache.put(1, "old");
    assertThat(cache.refresh(1).get()).isEqualTo("reloaded");
    try (Lease lease = garbage(1).on("loader.refresh.load").arm(ARMING)) {
      assertThat(cache.refresh(1).get()).isEqualTo("reloaded");
      assertThat(lease.fired()).isEqualTo(1);
    }
  }

  @Test
  void asynchronousLoadsOfManyAreHitOnce() throws Exception {
    AsyncLoadingCache<Integer, String> cache = cache(new AsynchronousBulk(), "loader.all");
    assertThat(cache.getAll(List.of(1, 2)).get()).isEqualTo(Map.of(1, "bulk", 2, "bulk"));
    try (Lease lease = garbage(1).on("loader.all.load").arm(ARMING)) {
      assertThat(cache.getAll(List.of(3, 4)).get()).isEqualTo(Map.of(3, "bulk", 4, "bulk"));
      assertThat(lease.fired()).isEqualTo(1);
    }
    AsyncLoadingCache<Integer, String> single = cache(new Asynchronous(), "loader.single");
    assertThat(single.getAll(List.of(1, 2)).get()).isEqualTo(Map.of(1, "loaded", 2, "loaded"));
  }

  @Test
  void loadsThatAreOnlySynchronousAreHitOnceOnTheExecutor() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    AsyncLoadingCache<Integer, String> cache =
        cache(key -> "v" + loads.incrementAndGet(), "loader.sync");
    try (Lease lease = garbage(1).on("loader.sync.load").arm(ARMING)) {
      assertThat(cache.get(1).get()).isEqualTo("v1");
      assertThat(cache.synchronous().refresh(1).get()).isEqualTo("v2");
      assertThat(lease.fired()).isEqualTo(2);
    }
  }

  @Test
  void faultsFailOrHoldUpTheFutureAndNotTheCaller() throws Exception {
    AsyncLoadingCache<Integer, String> cache = cache(new Asynchronous(), "loader.fails");
    try (Lease lease =
        exception(() -> new IllegalStateException("db")).on("loader.fails.load").arm(ARMING)) {
      CompletableFuture<String> failed = cache.get(1);
      assertThatThrownBy(failed::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("db");
      assertThat(lease.fired()).isEqualTo(1);
    }
    try (Lease lease = nullResult().on("loader.fails.load").arm(ARMING)) {
      assertThat(cache.get(2).get()).isNull();
      assertThat(lease.fired()).isEqualTo(1);
    }
    CompletableFuture<String> held;
    try (Lease lease = hang().on("loader.fails.load").arm(ARMING)) {
      held = cache.get(3);
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 1);
      assertThat(held).isNotDone();
    }
    assertThat(held.get()).isEqualTo("loaded");
  }

  @Test
  void aLoadOfManyThatAnInterfaceGivesIsUsed() {
    Whole loader = key -> "one";
    LoadingCache<Integer, String> cache =
        Caffeine.newBuilder().build(ChaosCache.loader(loader, "loader.whole"));
    try (Lease lease = garbage(1).on("loader.whole.load").arm(ARMING)) {
      assertThat(cache.getAll(List.of(1, 2))).isEqualTo(Map.of(1, "bulk", 2, "bulk"));
      assertThat(lease.fired()).isEqualTo(1);
    }
  }
}
