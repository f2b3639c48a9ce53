package dev.spike.target;

import static dev.spike.judge.Criteria.count;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.spike.Scenario;
import dev.spike.judge.Criterion;
import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import dev.spike.run.Arrival;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A Caffeine cache over a source of truth as the target of a scenario: manual, loading,
 * asynchronous or refreshing. Each arrival reads a key, writes it to the source and invalidates it,
 * or only invalidates it. At the end these facts are found out; the first three are criteria, at
 * most 0:
 *
 * <ul>
 *   <li>{@code cache.stale}: reads that gave a version older than one whose write and invalidation
 *       had both returned before the read began. Versions of a key only rise, so a read needs to be
 *       held against one number, taken when it begins;
 *   <li>{@code cache.overlapping-loads}: loads of a key begun while another was under way. A
 *       criterion only where Caffeine loads a key once: "the entire method invocation is performed
 *       atomically, so the function is applied at most once per key" ({@code Cache.get}). An
 *       asynchronous or refreshing cache may begin a new load after an invalidation while the old
 *       one still runs, and {@code getAll} takes no lock on its keys: there it is reported;
 *   <li>{@code cache.over-bound}: entries, or weight, beyond the maximum after {@code cleanUp()}; a
 *       criterion only where there is a maximum;
 *   <li>{@code cache.stale-after-bulk}: reads older than the last bulk invalidation alone would
 *       allow, reported: "the behavior of this operation is undefined for an entry that is being
 *       loaded (or reloaded) and is otherwise not present" ({@code Cache.invalidateAll});
 *   <li>{@code cache.hit-ratio}, {@code cache.loads}, {@code cache.size} and counts of operations.
 * </ul>
 *
 * <p>Why no read is called stale wrongly: {@code get} loads within the map's lock of its key, and
 * an invalidation of that key waits for it. A load that began before an invalidation is therefore
 * in the map, and dropped, when the invalidation returns; an asynchronous one is in the map as a
 * future from its beginning. Caffeine's Javadoc words the single invalidation as cautiously as the
 * bulk one; that it waits is how the library is made, and what services with a cache beside a
 * database rely on. {@code getAll} of a synchronous cache is the exception: it puts in what it
 * loaded even if the key was invalidated meanwhile. The stale reads that follow are real, and are
 * counted.
 *
 * <p>The entries are put back at the end, except those of keys whose truth the run has changed,
 * which would be stale. Statistics, expiry times and refresh times cannot be put back.
 *
 * <p>Immutable; one run at a time.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class CacheTarget<K, V> {
  private static final int CLEAN_UPS = 10;

  private final CacheAccess<K, V> access;
  private final CacheSource<K, V> source;
  private final List<K> keys;
  private final CacheMix mix;
  private final boolean writesInvalidate;
  private volatile CacheTally tally = new CacheTally();
  private volatile Map<K, V> before = Map.of();
  private volatile CacheStats statsBefore = CacheStats.empty();

  private CacheTarget(
      CacheAccess<K, V> access,
      CacheSource<K, V> source,
      List<K> keys,
      CacheMix mix,
      boolean writesInvalidate) {
    this.access = access;
    this.source = source;
    this.keys = keys;
    this.mix = mix;
    this.writesInvalidate = writesInvalidate;
  }

  /**
   * A manual or a loading cache.
   *
   * @param source the truth; a loading cache must load from it
   * @param keys few, at least one, each with a value in the source
   */
  public static <K, V> CacheTarget<K, V> of(
      Cache<K, V> cache, CacheSource<K, V> source, Collection<K> keys) {
    return new CacheTarget<>(
        CacheAccess.of(cache, source), source, checked(keys), CacheMix.STANDARD, false);
  }

  /** An asynchronous cache, with or without a loader; for the rest as the other. */
  public static <K, V> CacheTarget<K, V> of(
      AsyncCache<K, V> cache, CacheSource<K, V> source, Collection<K> keys) {
    return new CacheTarget<>(
        CacheAccess.of(cache, source), source, checked(keys), CacheMix.STANDARD, false);
  }

  private static <K> List<K> checked(Collection<K> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no keys: give at least one that the source has");
    }
    return List.copyOf(keys);
  }

  /** Weights of reads, writes and invalidations of single keys; 80, 15 and 5 if unset. */
  public CacheTarget<K, V> mix(int reads, int writes, int invalidations) {
    CacheMix other =
        new CacheMix(reads, writes, invalidations, mix.bulkReads(), mix.bulkInvalidations());
    return new CacheTarget<>(access, source, keys, other, writesInvalidate);
  }

  /** Weights of {@code getAll} and {@code invalidateAll} of all keys; none if unset. */
  public CacheTarget<K, V> bulk(int reads, int invalidations) {
    return new CacheTarget<>(
        access, source, keys, mix.withBulk(reads, invalidations), writesInvalidate);
  }

  /**
   * Leaves it to a write of the source to invalidate its key, as a service does that keeps its own
   * cache in step; whether it does is then what is checked.
   */
  public CacheTarget<K, V> writesInvalidate() {
    return new CacheTarget<>(access, source, keys, mix, true);
  }

  /** Adds operation, probe, facts, criteria, and putting the entries back, to a scenario. */
  public Scenario applyTo(Scenario scenario) {
    Scenario all =
        scenario
            .setUp(this::start)
            .tearDown(this::restore)
            .operation(this::operate)
            .probe(CacheProbe.of(access.plain()))
            .facts(this::facts);
    for (Criterion criterion : criteria()) {
      all = all.expect(criterion);
    }
    return all;
  }

  void start() {
    before = new LinkedHashMap<>(access.plain().asMap());
    access.plain().invalidateAll(keys);
    source.restart(keys);
    statsBefore = access.plain().stats();
    tally = new CacheTally();
  }

  void operate(Arrival arrival) {
    SplittableRandom random = arrival.random();
    K key = keys.get(random.nextInt(keys.size()));
    switch (mix.draw(random)) {
      case READ -> read(key);
      case WRITE -> write(key);
      case INVALIDATE -> invalidate(key);
      case READ_ALL -> readAll();
      case INVALIDATE_ALL -> invalidateAll(random.nextBoolean());
    }
  }

  void read(K key) {
    Due due = Due.of(key, source.track(key));
    due.check(source.versionOf(access.one().apply(key)), tally);
  }

  void write(K key) {
    long version = source.write(key);
    if (!writesInvalidate) {
      access.plain().invalidate(key);
    }
    source.track(key).invalidated(version);
    tally.written();
  }

  void invalidate(K key) {
    long version = source.track(key).written();
    access.plain().invalidate(key);
    source.track(key).invalidated(version);
    tally.invalidated();
  }

  void readAll() {
    List<Due> due = keys.stream().map(key -> Due.of(key, source.track(key))).toList();
    Map<K, V> values = access.many().apply(keys);
    for (int i = 0; i < keys.size(); i++) {
      V value = values.get(keys.get(i));
      if (value == null) {
        throw new IllegalStateException("getAll gave nothing for key " + keys.get(i));
      }
      due.get(i).check(source.versionOf(value), tally);
    }
  }

  void invalidateAll(boolean listed) {
    List<Long> versions = keys.stream().map(key -> source.track(key).written()).toList();
    if (listed) {
      access.plain().invalidateAll(keys);
    } else {
      access.plain().invalidateAll();
    }
    for (int i = 0; i < keys.size(); i++) {
      source.track(keys.get(i)).invalidatedInBulk(versions.get(i));
    }
    tally.invalidatedInBulk();
  }

  /** What a read that begins now must give at least. */
  private record Due(Object key, long single, long bulk, boolean changed) {
    static Due of(Object key, KeyTrack track) {
      return new Due(key, track.due(), track.dueAfterBulk(), track.isChanged());
    }

    void check(long version, CacheTally tally) {
      tally.read(key, version, single, bulk, changed);
    }
  }

  List<Criterion> criteria() {
    List<Criterion> all = new ArrayList<>();
    all.add(count("cache.stale").atMost(0));
    if (loadsOnce()) {
      all.add(count("cache.overlapping-loads").atMost(0));
    }
    if (eviction().isPresent()) {
      all.add(count("cache.over-bound").atMost(0));
    }
    return List.copyOf(all);
  }

  private boolean loadsOnce() {
    return !access.asynchronous() && !access.isRefreshing() && mix.bulkReads() == 0;
  }

  private Optional<Policy.Eviction<K, V>> eviction() {
    return access.plain().policy().eviction();
  }

  List<Fact> facts() {
    for (int i = 0; i < CLEAN_UPS; i++) {
      access.plain().cleanUp();
    }
    List<Fact> all = new ArrayList<>(tally.facts());
    all.add(overlaps());
    all.add(overBound());
    all.add(Fact.count("cache.size", access.plain().estimatedSize()));
    all.add(Fact.count("cache.loads", source.loads()));
    all.add(hitRatio());
    all.add(
        Fact.count(
            "cache.not-restored",
            before.size() - restorable().size(),
            "entries whose truth has changed; nor are statistics, expiry and refresh times"));
    return all;
  }

  private Fact overlaps() {
    if (source.loads() == 0) {
      String why = "no load was seen: build the cache on source::load";
      return new Fact("cache.overlapping-loads", Double.NaN, Unit.COUNT, why);
    }
    String reported = loadsOnce() || source.overlaps() == 0 ? "" : " (legal here)";
    String detail = source.firstOverlap() + reported;
    return Fact.count("cache.overlapping-loads", source.overlaps(), detail);
  }

  private Fact overBound() {
    Optional<Policy.Eviction<K, V>> bound = eviction();
    if (bound.isEmpty()) {
      return new Fact("cache.over-bound", Double.NaN, Unit.COUNT, "it has no maximum");
    }
    long size = bound.get().weightedSize().orElse(access.plain().estimatedSize());
    long maximum = bound.get().getMaximum();
    String what = bound.get().isWeighted() ? "weight " : "size ";
    return Fact.count(
        "cache.over-bound", Math.max(0, size - maximum), what + size + " of at most " + maximum);
  }

  private Fact hitRatio() {
    if (access.plain().policy().isRecordingStats()) {
      CacheStats stats = access.plain().stats().minus(statsBefore);
      double ratio = stats.requestCount() == 0 ? Double.NaN : stats.hitRate();
      return new Fact("cache.hit-ratio", ratio, Unit.RATIO, "by its own statistics");
    }
    long reads = tally.reads();
    double ratio =
        reads == 0 || source.loads() == 0
            ? Double.NaN
            : Math.max(0, 1 - (double) source.loads() / reads);
    return new Fact("cache.hit-ratio", ratio, Unit.RATIO, "reads without a load, as seen");
  }

  /** Entries that are no older than the truth. */
  private Map<K, V> restorable() {
    Map<K, V> kept = new LinkedHashMap<>(before);
    if (source.isLasting()) {
      for (K key : keys) {
        V value = before.get(key);
        if (value != null && source.versionOf(value) < source.track(key).written()) {
          kept.remove(key);
        }
      }
    }
    return kept;
  }

  void restore() {
    Map<K, V> kept = restorable();
    access.plain().invalidateAll();
    access.plain().putAll(kept);
  }
}
