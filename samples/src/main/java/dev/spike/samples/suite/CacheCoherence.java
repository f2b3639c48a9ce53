package dev.spike.samples.suite;

import static dev.spike.LoadProfile.burst;
import static dev.spike.chaos.cache.CacheFaults.cleared;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.measure.Role.SPIKE;

import com.github.benmanes.caffeine.cache.Cache;
import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.samples.storefront.backend.Catalog;
import dev.spike.samples.storefront.backend.Catalog.OnWrite;
import dev.spike.samples.storefront.backend.Database;
import dev.spike.samples.storefront.backend.Product;
import dev.spike.target.CacheSource;
import dev.spike.target.CacheTarget;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Reads, writes and invalidations of few products from many threads: is a read ever older than the
 * last write? In the spike nothing is cached any more and the database is slow: is a product loaded
 * once, or by all who want it?
 */
public final class CacheCoherence implements ScenarioProvider {
  private static final int PRODUCTS = 200;

  @Override
  public String name() {
    return "cache-coherence";
  }

  @Override
  public String description() {
    return "mixed reads, writes, invalidations of few keys: no stale read, no load twice at once";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.join(
        Parameters.inProcess(
            new Parameter("operations", "1000", "operations at one instant"),
            new Parameter("keys", "8", "products that they meet at, 1 to 200"),
            new Parameter(
                "stampede", "true", "the spike finds the cache emptied and the database slow"),
            new Parameter("slow-query", "5ms", "by how much, each query"),
            new Parameter("racing", "false", "true, a fault for tests: all who miss a key load it"),
            new Parameter("stale", "false", "true, a fault for tests: writes do not invalidate")),
        OwnDatabase.PARAMETERS);
  }

  @Override
  public Scenario scenario(Params params) {
    Scale scale = Scale.of(params);
    LoadProfile load =
        scale.around(burst(Parameters.atLeast(1, params, "operations")).over(scale.rate()));
    return OwnDatabase.scenario(
        name(), load, params, database -> on(database, load, scale, params));
  }

  private Scenario on(Database database, LoadProfile load, Scale scale, Params params) {
    OnWrite onWrite = params.flag("stale") ? OnWrite.FORGET_TO_INVALIDATE : OnWrite.INVALIDATE;
    Catalog catalog = new Catalog(database.dataSource(), onWrite);
    Cache<Long, Product> plain = catalog.cache();
    CacheTarget<Long, Product> cache =
        CacheTarget.of(
                params.flag("racing") ? RacingCache.of(plain) : plain,
                truthOf(catalog),
                keys(params.integer("keys")))
            .writesInvalidate();
    Scenario scenario = cache.applyTo(Scenario.named(name()).load(load).bucket(scale.bucket()));
    Scenario stampede = params.flag("stampede") ? stampede(scenario, plain, params) : scenario;
    Scenario limited = Limits.ofTheSpike(stampede, scale, params);
    return Limits.ofTheAftermath(limited, scale, true, params);
  }

  /** Nothing is cached when the burst comes, and what all of it waits for takes its time. */
  private static Scenario stampede(Scenario scenario, Cache<?, ?> cache, Params params) {
    return scenario
        .during(SPIKE, cleared(cache).on("storefront.catalog"))
        .during(SPIKE, latency(Parameters.aboveZero(params, "slow-query")).on(OwnDatabase.POINT));
  }

  /** Versions are written as prices, so that a read shows how old it is. */
  private static CacheSource<Long, Product> truthOf(Catalog catalog) {
    return CacheSource.of(
        catalog::load,
        (id, version) -> catalog.put(id, "product " + id, version),
        Product::priceCents);
  }

  private static List<Long> keys(int count) {
    if (count < 1 || count > PRODUCTS) {
      throw new IllegalArgumentException(
          "parameter keys=" + count + ": it must be from 1 to " + PRODUCTS + ", such as 8");
    }
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
