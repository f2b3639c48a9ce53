package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.chaos.cache.CacheFaults.expiryAligned;
import static dev.spike.judge.Criteria.count;
import static dev.spike.measure.Role.SPIKE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.measure.Fact;
import dev.spike.report.RunListener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Stampede: four prices are read 500 times a second and expire 300 ms after they were loaded, which
 * takes 100 ms. A fault lets all four expire at once, as after a start or a nightly refresh.
 *
 * <p>Wrong: get, load, put. From the moment a price expires until the first load is back, everyone
 * who reads it loads it too.
 *
 * <p>Right: {@code cache.get(key, loader)}. The first one loads, the others wait for it: at most
 * one load a key at once, whatever the load.
 *
 * <p>Look at: {@code loads.at-once}, the most that the database had to do at one time, and {@code
 * loads}.
 */
public final class Sample06Stampede {
  static final int KEYS = 4;

  private Sample06Stampede() {}

  /** What stands behind the cache, and how hard it is worked. */
  static final class Prices {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder loads = new LongAdder();

    int load(int product) {
      loads.increment();
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        TimeUnit.MILLISECONDS.sleep(100);
        return 100 * product;
      } catch (InterruptedException e) {
        throw new IllegalStateException("given up", e);
      } finally {
        now.decrementAndGet();
      }
    }

    List<Fact> facts() {
      return List.of(Fact.count("loads.at-once", most.get()), Fact.count("loads", loads.sum()));
    }
  }

  /** The wrong way. */
  static int getThenPut(
      Cache<Integer, Integer> cache, int product, Function<Integer, Integer> loader) {
    Integer price = cache.getIfPresent(product);
    if (price == null) {
      price = loader.apply(product);
      cache.put(product, price);
    }
    return price;
  }

  /** The right way. */
  static int getOrLoad(
      Cache<Integer, Integer> cache, int product, Function<Integer, Integer> loader) {
    return cache.get(product, loader);
  }

  /** One of the two. */
  interface Read {
    int price(Cache<Integer, Integer> cache, int product, Function<Integer, Integer> loader);
  }

  /** Runs both and prints the table. */
  public static void main(String[] args) {
    Report report = run();
    System.out.print(report);
    Facts.print(report, "loads.at-once", "loads");
    System.out.print(
        """

        # At 500/s a load of 100 ms meets 50 reads. Read and load have to be one step.
        """);
  }

  /** First the wrong way, then the right one. */
  static Report run() {
    return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}))
        .run(
            scenario("get-then-put", Sample06Stampede::getThenPut),
            scenario("get-or-load", Sample06Stampede::getOrLoad));
  }

  private static Scenario scenario(String name, Read read) {
    Cache<Integer, Integer> cache = Caffeine.newBuilder().expireAfterWrite(millis(300)).build();
    Prices prices = new Prices();
    return Scenario.named(name)
        .operation(arrival -> read.price(cache, arrival.random().nextInt(KEYS), prices::load))
        .load(
            baseline(perSecond(500))
                .lasting(millis(500))
                .then(spike(perSecond(500)).lasting(millis(1_000))))
        .during(SPIKE, expiryAligned(cache).on("sample.prices"))
        .facts(prices::facts)
        .expect(count("loads.at-once").atMost(KEYS));
  }
}
