package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import dev.spike.Scenario;
import dev.spike.measure.Fact;
import dev.spike.run.Arrival;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTargetTest {
  private static final List<Integer> KEYS = List.of(1, 2, 3, 4);
  private static final int THREADS = 8;
  private static final int ROUNDS = 2_000;

  private record Product(int id, long version) {}

  /** Slow enough that loads, writes and invalidations overlap. */
  private static CacheSource<Integer, Product> source() {
    return CacheSource.inMemory(CacheTargetTest::loaded, Product::version);
  }

  private static Product loaded(Integer key, long version) {
    LockSupport.parkNanos(20_000);
    return new Product(key, version);
  }

  private static void drive(CacheTarget<Integer, Product> target, long seed) throws Exception {
    target.start();
    AtomicLong index = new AtomicLong();
    List<Exception> thrown =
        Crowd.of(
            THREADS,
            ROUNDS,
            (thread, round) ->
                target.operate(new Arrival(index.getAndIncrement(), 0, "SPIKE", true, seed)));
    assertThat(thrown).isEmpty();
  }

  private static List<String> red(CacheTarget<Integer, Product> target) {
    return Judged.red(target.criteria(), target.facts());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void manualCacheIsCoherent(long seed) throws Exception {
    CacheTarget<Integer, Product> target =
        CacheTarget.of(Caffeine.newBuilder().maximumSize(3).build(), source(), KEYS);
    drive(target, seed);
    List<Fact> facts = target.facts();
    assertThat(Judged.red(target.criteria(), facts)).isEmpty();
    assertThat(target.criteria()).hasSize(3);
    assertThat(Judged.value("cache.reads", facts)).isGreaterThan(1000);
    assertThat(Judged.value("cache.hit-ratio", facts)).isBetween(0.0, 1.0);
    assertThat(Judged.value("cache.size", facts)).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void loadingCacheIsCoherent(long seed) throws Exception {
    CacheSource<Integer, Product> source = source();
    CacheTarget<Integer, Product> target =
        CacheTarget.of(Caffeine.newBuilder().recordStats().build(source::load), source, KEYS);
    drive(target, seed);
    assertThat(red(target)).isEmpty();
    assertThat(Judged.fact("cache.hit-ratio", target.facts()).detail()).contains("statistics");
    assertThat(Judged.value("cache.loads", target.facts())).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void asynchronousCachesAreCoherent(long seed) throws Exception {
    CacheSource<Integer, Product> source = source();
    AsyncCache<Integer, Product> loading = Caffeine.newBuilder().buildAsync(source::load);
    CacheTarget<Integer, Product> target = CacheTarget.of(loading, source, KEYS).bulk(5, 0);
    drive(target, seed);
    assertThat(red(target)).isEmpty();
    CacheTarget<Integer, Product> manual =
        CacheTarget.of(Caffeine.newBuilder().<Integer, Product>buildAsync(), source(), KEYS)
            .bulk(5, 0);
    drive(manual, seed);
    assertThat(red(manual)).isEmpty();
    assertThat(manual.criteria()).hasSize(1);
  }

  @Test
  void refreshingCacheIsCoherentAndItsOverlapsAreReported() throws Exception {
    CacheSource<Integer, Product> source = source();
    CacheTarget<Integer, Product> target =
        CacheTarget.of(
            Caffeine.newBuilder().refreshAfterWrite(Duration.ofNanos(100_000)).build(source::load),
            source,
            KEYS);
    drive(target, 10);
    assertThat(red(target)).isEmpty();
    assertThat(target.criteria()).hasSize(1);
    assertThat(Judged.value("cache.overlapping-loads", target.facts())).isNotNegative();
  }

  @Test
  void bulkInvalidationIsReported() throws Exception {
    CacheTarget<Integer, Product> target =
        CacheTarget.of(Caffeine.newBuilder().<Integer, Product>build(), source(), KEYS).bulk(0, 5);
    drive(target, 11);
    assertThat(red(target)).isEmpty();
    assertThat(Judged.fact("cache.stale-after-bulk", target.facts()).detail())
        .contains("undefined");
  }

  @Test
  void aCacheWithoutInvalidationTurnsStaleRedAlone() {
    Cache<Integer, Product> deaf =
        twin(Caffeine.newBuilder().maximumSize(100).build(), Map.of("invalidate", args -> null));
    CacheTarget<Integer, Product> target = CacheTarget.of(deaf, source(), KEYS);
    target.start();
    target.read(1);
    target.write(1);
    target.read(1);
    target.read(2);
    assertThat(red(target)).containsExactly("cache.stale");
    assertThat(Judged.fact("cache.stale", target.facts()))
        .isEqualTo(Fact.count("cache.stale", 1, "first: key 1 gave version 0 though 1 was due"));
  }

  @Test
  void aCacheWithoutInvalidationIsFoundAmongManyThreads() throws Exception {
    Cache<Integer, Product> deaf =
        twin(Caffeine.newBuilder().maximumSize(100).build(), Map.of("invalidate", args -> null));
    CacheTarget<Integer, Product> target = CacheTarget.of(deaf, source(), KEYS);
    drive(target, 12);
    assertThat(red(target)).containsExactly("cache.stale");
  }

  @Test
  void aLoaderRunTwiceAtOnceTurnsOverlapsRedAlone() {
    CyclicBarrier both = new CyclicBarrier(2);
    Map<Boolean, Boolean> meeting = new ConcurrentHashMap<>();
    CacheSource<Integer, Product> source =
        CacheSource.inMemory(
            (key, version) -> {
              if (meeting.containsKey(true)) {
                meet(both);
              }
              return new Product(key, version);
            },
            Product::version);
    Cache<Integer, Product> real = Caffeine.newBuilder().build();
    Cache<Integer, Product> hasty =
        twin(real, Map.of("get", args -> real.get((Integer) args[0], twice(loader(args[1])))));
    CacheTarget<Integer, Product> target = CacheTarget.of(hasty, source, KEYS);
    target.start();
    meeting.put(true, true);
    target.write(1);
    target.read(1);
    assertThat(red(target)).containsExactly("cache.overlapping-loads");
    assertThat(Judged.fact("cache.overlapping-loads", target.facts()).detail())
        .isEqualTo("first: key 1 was loaded twice at once");
  }

  @SuppressWarnings("unchecked")
  private static Function<Integer, Product> loader(Object argument) {
    return (Function<Integer, Product>) argument;
  }

  private static Function<Integer, Product> twice(Function<Integer, Product> load) {
    return key -> {
      CompletableFuture<Product> other =
          CompletableFuture.supplyAsync(() -> load.apply(key), task -> new Thread(task).start());
      Product mine = load.apply(key);
      return mine.equals(other.join()) ? mine : other.join();
    };
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCacheOverItsBoundTurnsOverBoundRedAlone() {
    Cache<Integer, Product> small = Caffeine.newBuilder().maximumSize(2).build();
    Policy<Integer, Product> policy = small.policy();
    Cache<Integer, Product> boastful =
        twin(Caffeine.newBuilder().maximumSize(100).build(), Map.of("policy", args -> policy));
    CacheTarget<Integer, Product> target = CacheTarget.of(boastful, source(), KEYS);
    target.start();
    target.write(1);
    KEYS.forEach(target::read);
    assertThat(red(target)).containsExactly("cache.over-bound");
    assertThat(Judged.value("cache.over-bound", target.facts())).isEqualTo(2);
  }

  @Test
  void weightIsHeldAgainstItsMaximum() {
    CacheTarget<Integer, Product> target =
        CacheTarget.of(
            Caffeine.newBuilder()
                .maximumWeight(20)
                .weigher((Integer key, Product value) -> 10)
                .build(),
            source(),
            KEYS);
    target.start();
    target.write(1);
    KEYS.forEach(target::read);
    assertThat(red(target)).isEmpty();
    assertThat(Judged.fact("cache.over-bound", target.facts()).detail())
        .isEqualTo("weight 20 of at most 20");
  }

  /** Does some methods otherwise than the real cache. */
  @SuppressWarnings("unchecked")
  private static Cache<Integer, Product> twin(
      Cache<Integer, Product> real, Map<String, Function<Object[], Object>> otherwise) {
    return (Cache<Integer, Product>)
        Proxy.newProxyInstance(
            CacheTargetTest.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, args) -> {
              Function<Object[], Object> other = otherwise.get(method.getName());
              if (other != null) {
                return other.apply(args);
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  @Test
  void aCacheThatWasNotReadAfterAChangeHasNotPassed() {
    CacheTarget<Integer, Product> target =
        CacheTarget.of(Caffeine.newBuilder().<Integer, Product>build(), source(), KEYS);
    target.start();
    target.read(1);
    assertThat(red(target)).containsExactly("?cache.stale");
  }

  @Test
  void loadsPastTheSourceMakeOverlapsUnknown() {
    CacheTarget<Integer, Product> target =
        CacheTarget.of(
            Caffeine.newBuilder().<Integer, Product>build(key -> new Product(key, 9)),
            source(),
            KEYS);
    target.start();
    target.write(1);
    target.read(1);
    assertThat(red(target)).containsExactly("?cache.overlapping-loads");
  }

  @Test
  void entriesArePutBack() throws Exception {
    Cache<Integer, Product> cache = Caffeine.newBuilder().build();
    cache.put(1, new Product(1, 100));
    cache.put(77, new Product(77, 5));
    Map<Integer, Product> before = Map.copyOf(cache.asMap());
    CacheTarget<Integer, Product> target = CacheTarget.of(cache, source(), KEYS);
    drive(target, 13);
    target.restore();
    assertThat(cache.asMap()).isEqualTo(before);
  }

  @Test
  void entriesWhoseTruthHasChangedAreNotPutBack() {
    Map<Integer, Long> table = new ConcurrentHashMap<>(Map.of(1, 100L, 2, 100L, 3, 1L, 4, 1L));
    CacheSource<Integer, Product> source =
        CacheSource.of(
            key -> new Product(key, table.getOrDefault(key, 0L)), table::put, Product::version);
    Cache<Integer, Product> cache = Caffeine.newBuilder().build();
    cache.put(1, new Product(1, 100));
    cache.put(2, new Product(2, 100));
    CacheTarget<Integer, Product> target = CacheTarget.of(cache, source, KEYS);
    target.start();
    target.write(1);
    target.read(1);
    assertThat(table).containsEntry(1, 101L);
    assertThat(Judged.value("cache.not-restored", target.facts())).isEqualTo(1);
    target.restore();
    assertThat(cache.asMap()).containsOnlyKeys(2);
  }

  @Test
  void aKeyWithoutAValueIsToldInOneLine() {
    CacheSource<Integer, Product> source =
        CacheSource.of(key -> null, (key, version) -> {}, Product::version);
    CacheTarget<Integer, Product> target =
        CacheTarget.of(Caffeine.newBuilder().<Integer, Product>build(), source, KEYS);
    assertThatThrownBy(target::start).hasMessage("key 1 has no value: give keys that have one");
  }

  @Test
  void mixesThatCanFindNothingAreRefused() {
    CacheTarget<Integer, Product> target =
        CacheTarget.of(Caffeine.newBuilder().<Integer, Product>build(), source(), KEYS);
    assertThatThrownBy(() -> target.mix(1, 0, 1)).hasMessageContaining("without reads and writes");
    assertThatThrownBy(() -> target.mix(-1, 1, 1)).hasMessageContaining("below zero");
    assertThatThrownBy(
            () -> CacheTarget.of(Caffeine.newBuilder().build(), source(), List.<Integer>of()))
        .hasMessageContaining("no keys");
  }

  @Test
  void probeReadsTheCachesOwnWord() {
    Cache<Integer, Product> cache = Caffeine.newBuilder().recordStats().build();
    cache.put(1, new Product(1, 1));
    assertThat(cache.getIfPresent(1)).isNotNull();
    assertThat(CacheProbe.of(cache).gauges())
        .extracting(gauge -> gauge.value().getAsDouble())
        .containsExactly(1.0, 1.0);
    assertThat(CacheProbe.of(Caffeine.newBuilder().build()).gauges().get(1).value().getAsDouble())
        .isNaN();
  }

  @Test
  void appliesToAScenario() {
    CacheTarget<Integer, Product> target =
        CacheTarget.of(Caffeine.newBuilder().<Integer, Product>build(), source(), KEYS);
    assertThat(target.applyTo(Scenario.named("cache-coherence")).name())
        .isEqualTo("cache-coherence");
  }
}
