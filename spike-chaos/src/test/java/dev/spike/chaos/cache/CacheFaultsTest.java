package dev.spike.chaos.cache;

import static dev.spike.chaos.cache.CacheFaults.cleared;
import static dev.spike.chaos.cache.CacheFaults.evictionStorm;
import static dev.spike.chaos.cache.CacheFaults.expiryAligned;
import static dev.spike.chaos.cache.CacheFaults.staleRead;
import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.spike.chaos.Arming;
import dev.spike.chaos.Fault;
import dev.spike.chaos.Injected;
import dev.spike.chaos.Lease;
import dev.spike.chaos.ManualTime;
import dev.spike.chaos.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real cache under each fault. */
@Timeout(120)
class CacheFaultsTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  private static Cache<Integer, String> filled(int entries) {
    Cache<Integer, String> cache = Caffeine.newBuilder().build();
    for (int i = 0; i < entries; i++) {
      cache.put(i, "v" + i);
    }
    return cache;
  }

  @Test
  void readsHitThePointWithTheirKey() {
    Cache<Integer, String> target = filled(3);
    Cache<Integer, String> cache = ChaosCache.wrap(target, "cache.reads");
    assertThat(cache.getIfPresent(1)).isEqualTo("v1");
    try (Lease lease =
        exception(() -> new IllegalStateException("down"))
            .on("cache.reads")
            .matching(key -> Integer.valueOf(2).equals(key))
            .arm(ARMING)) {
      assertThat(cache.getIfPresent(1)).isEqualTo("v1");
      assertThatThrownBy(() -> cache.get(2, key -> "loaded")).hasMessage("down");
      cache.put(2, "new");
      assertThat(cache.asMap()).containsEntry(2, "new");
      assertThat(lease.considered()).isEqualTo(2);
    }
    assertThat(List.of(target, cache).indexOf(cache)).as("equals itself only").isEqualTo(1);
    assertThat(cache.get(9, key -> "loaded")).isEqualTo("loaded");
  }

  @Test
  void loadsAreSlowOrFail() {
    Arming manual = ARMING.withTime(new ManualTime());
    LoadingCache<Integer, String> cache =
        ChaosCache.wrap(
            Caffeine.newBuilder()
                .build(ChaosCache.<Integer, String>loader(k -> "v" + k, "cache.l")),
            "cache.l");
    try (Lease slow = latency(ofSeconds(2)).on("cache.l.load").arm(manual)) {
      assertThat(cache.get(1)).isEqualTo("v1");
      assertThat(cache.get(1)).isEqualTo("v1");
      assertThat(slow.fired()).isEqualTo(1);
      assertThat(slow.journal()).extracting(Injected::subject).containsExactly("1");
    }
    try (Lease failing =
        exception(() -> new IllegalStateException("db")).on("cache.l.load").arm(ARMING)) {
      assertThat(cache.get(1)).as("loaded before").isEqualTo("v1");
      assertThatThrownBy(() -> cache.get(2)).hasMessage("db");
    }
    assertThat(cache.getAll(List.of(1, 2, 3))).isEqualTo(Map.of(1, "v1", 2, "v2", 3, "v3"));
  }

  @Test
  void aReloadHitsThePointToo() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    var loader = ChaosCache.<Integer, Integer>loader(k -> loads.incrementAndGet(), "cache.r");
    try (Lease failing =
        exception(() -> new IllegalStateException("db")).on("cache.r.load").arm(ARMING)) {
      assertThatThrownBy(() -> loader.reload(1, 0)).hasMessage("db");
    }
    assertThat(loader.reload(1, 0)).isEqualTo(1);
    assertThatThrownBy(() -> loader.loadAll(Set.of(1)))
        .as("as the wrapped one")
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aLoaderOfManyIsHitOnceForAll() {
    LoadingCache<Integer, String> cache =
        Caffeine.newBuilder()
            .build(
                ChaosCache.loader(
                    CacheLoader.bulk(
                        keys -> keys.stream().collect(Collectors.toMap(k -> k, k -> "v" + k))),
                    "cache.bulk"));
    try (Lease lease = Faults.garbage(1).on("cache.bulk.load").arm(ARMING)) {
      assertThat(cache.getAll(List.of(1, 2))).isEqualTo(Map.of(1, "v1", 2, "v2"));
      assertThat(lease.journal())
          .extracting(Injected::subject)
          .allMatch(keys -> keys.length() == "[1, 2]".length());
    }
  }

  @Test
  void staleReadsGiveWhatWasSeenFirst() {
    Cache<Integer, String> cache = ChaosCache.wrap(filled(2), "cache.stale");
    try (Lease lease = staleRead().on("cache.stale").arm(ARMING)) {
      assertThat(cache.getIfPresent(1)).isEqualTo("v1");
      cache.put(1, "new");
      assertThat(cache.getIfPresent(1)).isEqualTo("v1");
      cache.invalidate(1);
      assertThat(cache.getIfPresent(1)).isEqualTo("v1");
      assertThat(cache.getIfPresent(7)).isNull();
      assertThat(lease.fired()).isEqualTo(2);
    }
    assertThat(cache.getIfPresent(1)).isNull();
  }

  @Test
  void twoCachesWithTheSameKeysAreRememberedApart() {
    Cache<Integer, String> users = ChaosCache.wrap(filled(1), "cache.two.users");
    Cache<Integer, String> orders = ChaosCache.wrap(filled(1), "cache.two.orders");
    orders.put(0, "order");
    try (Lease lease = staleRead().on("cache.two.*").arm(ARMING)) {
      assertThat(users.getIfPresent(0)).isEqualTo("v0");
      assertThat(orders.getIfPresent(0)).isEqualTo("order");
      orders.put(0, "new");
      assertThat(orders.getIfPresent(0)).isEqualTo("order");
      assertThat(lease.fired()).isEqualTo(1);
    }
  }

  @Test
  void aClearedCacheIsEmptyOnce() {
    Cache<Integer, String> cache = filled(20);
    try (Lease lease = cleared(cache).on("cache.cleared").arm(ARMING)) {
      assertThat(cache.estimatedSize()).isZero();
      cache.put(1, "again");
      assertThat(lease.journal()).extracting(Injected::subject).containsExactly("20 entries");
    }
    assertThat(cache.getIfPresent(1)).isEqualTo("again");
  }

  @Test
  void whatIsRehearsedClearsOrStormsNothing() {
    Cache<Integer, String> cache = filled(20);
    for (Fault fault : List.of(cleared(cache), evictionStorm(cache, 0.5, ofMillis(1)))) {
      try (Lease lease = fault.rehearsal().on("cache.rehearsed").arm(ARMING)) {
        assertThat(lease.firedByKind()).containsExactly(Map.entry(fault.kind(), 1L));
      }
    }
    assertThat(cache.asMap()).hasSize(20);
  }

  @Test
  void aStormDropsEntriesUntilTheRevert() {
    Cache<Integer, String> cache = filled(200);
    try (Lease lease = evictionStorm(cache, 0.5, ofMillis(1)).on("cache.storm").arm(ARMING)) {
      await().atMost(ofSeconds(60)).until(() -> cache.asMap().isEmpty());
      assertThat(lease.fired()).isGreaterThan(1);
    }
    cache.put(1, "stays");
    assertThat(cache.getIfPresent(1)).isEqualTo("stays");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("eviction-storm"));
  }

  @Test
  void alignedEntriesExpireTogether() {
    AtomicLong now = new AtomicLong();
    Cache<Integer, String> cache =
        Caffeine.newBuilder().ticker(now::get).expireAfterWrite(ofSeconds(60)).build();
    for (int i = 0; i < 5; i++) {
      cache.put(i, "v" + i);
      now.addAndGet(ofSeconds(10).toNanos());
    }
    try (Lease lease = expiryAligned(cache).on("cache.aligned").arm(ARMING)) {
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 1);
      assertThat(lease.journal()).extracting(Injected::subject).containsExactly("5 entries");
    }
    now.addAndGet(ofSeconds(59).toNanos());
    assertThat(cache.getAllPresent(List.of(0, 1, 2, 3, 4))).hasSize(5);
    now.addAndGet(ofSeconds(2).toNanos());
    assertThat(cache.getAllPresent(List.of(0, 1, 2, 3, 4))).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefusedWithTheFix() {
    assertThatThrownBy(() -> evictionStorm(filled(1), 0, ofMillis(1))).hasMessageContaining("0.0");
    assertThatThrownBy(() -> evictionStorm(filled(1), 1, ofMillis(0))).hasMessageContaining("PT0S");
  }
}
