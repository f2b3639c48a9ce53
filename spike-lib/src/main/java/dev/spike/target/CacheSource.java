package dev.spike.target;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a cache: the truth, in versions that rise with each write of a key. It watches
 * its loads, so a loading cache must be built on it: {@code Caffeine.newBuilder()
 * .build(source::load)}. Thread-safe.
 *
 * @param <K> keys of the cache
 * @param <V> values of the cache, from which a version can be told
 */
public final class CacheSource<K, V> {
  private final Function<? super K, ? extends @Nullable V> load;
  private final ObjLongConsumer<? super K> write;
  private final ToLongFunction<? super V> versionOf;
  private final boolean lasting;
  private final Map<K, KeyTrack> tracks = new ConcurrentHashMap<>();
  private final LongAdder loads = new LongAdder();
  private final LongAdder overlaps = new LongAdder();
  private final AtomicReference<@Nullable K> firstOverlap = new AtomicReference<>();

  private CacheSource(
      Function<? super K, ? extends @Nullable V> load,
      ObjLongConsumer<? super K> write,
      ToLongFunction<? super V> versionOf,
      boolean lasting) {
    this.load = load;
    this.write = write;
    this.versionOf = versionOf;
    this.lasting = lasting;
  }

  /**
   * A store that others see too, such as a table. What the run writes to it stays.
   *
   * @param load reads the current value of a key
   * @param write makes a version the current one of a key, so that what is loaded afterwards has
   *     it; versions of one key come one at a time, each higher than the one before
   * @param versionOf tells the version of a value, such as a counter or a price that is written
   */
  public static <K, V> CacheSource<K, V> of(
      Function<? super K, ? extends @Nullable V> load,
      ObjLongConsumer<? super K> write,
      ToLongFunction<? super V> versionOf) {
    return new CacheSource<>(load, write, versionOf, true);
  }

  /** Makes the value of a key that has a version. */
  @FunctionalInterface
  public interface Maker<K, V> {
    /** The value; the same key and version give equal values. */
    V make(K key, long version);
  }

  /** A source in memory that makes its values when they are loaded, and leaves nothing behind. */
  public static <K, V> CacheSource<K, V> inMemory(
      Maker<? super K, ? extends V> maker, ToLongFunction<? super V> versionOf) {
    Map<K, Long> versions = new ConcurrentHashMap<>();
    return new CacheSource<>(
        key -> maker.make(key, versions.getOrDefault(key, 0L)), versions::put, versionOf, false);
  }

  /**
   * Loads the current value of a key; the cache's loading function.
   *
   * @throws IllegalStateException when there is no value
   */
  public V load(K key) {
    KeyTrack track = track(key);
    loads.increment();
    if (track.beginLoad()) {
      overlaps.increment();
      firstOverlap.compareAndSet(null, key);
    }
    try {
      V value = load.apply(key);
      if (value == null) {
        throw new IllegalStateException("key " + key + " has no value: give keys that have one");
      }
      return value;
    } finally {
      track.endLoad();
    }
  }

  /** Writes the next version of a key and gives it. */
  long write(K key) {
    return track(key).write(version -> write.accept(key, version));
  }

  long versionOf(V value) {
    return versionOf.applyAsLong(value);
  }

  KeyTrack track(K key) {
    return tracks.computeIfAbsent(key, any -> new KeyTrack());
  }

  /** Forgets what was counted, and takes the current version of a key as its first. */
  void restart(Iterable<K> keys) {
    tracks.clear();
    for (K key : keys) {
      track(key).startFrom(versionOf(load(key)));
    }
    loads.reset();
    overlaps.reset();
    firstOverlap.set(null);
  }

  /** Whether what is written to it outlives the run. */
  boolean isLasting() {
    return lasting;
  }

  long loads() {
    return loads.sum();
  }

  long overlaps() {
    return overlaps.sum();
  }

  String firstOverlap() {
    @Nullable K key = firstOverlap.get();
    return key == null ? "" : "first: key " + key + " was loaded twice at once";
  }
}
