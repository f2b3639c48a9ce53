package dev.spike.target;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.spike.measure.Gauge;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;

/**
 * What a HikariCP pool says of itself: the counts {@code pool.active}, {@code pool.idle}, {@code
 * pool.pending} (threads that wait) and {@code pool.total}, and the share {@code pool.utilisation},
 * active over the maximum. NaN while the pool has not been started or is closed. Thread-safe.
 */
public final class HikariProbe implements Probe {
  /** Active connections over the maximum, from 0 to 1. */
  public static final String UTILISATION = "pool.utilisation";

  private final HikariDataSource pool;
  private final DoubleSupplier utilisation;

  HikariProbe(HikariDataSource pool, DoubleSupplier utilisation) {
    this.pool = pool;
    this.utilisation = utilisation;
  }

  /** A probe of this pool. */
  public static HikariProbe of(HikariDataSource pool) {
    return new HikariProbe(
        pool, () -> read(pool, HikariPoolMXBean::getActiveConnections) / pool.getMaximumPoolSize());
  }

  @Override
  public List<Gauge> gauges() {
    return List.of(
        count("pool.active", HikariPoolMXBean::getActiveConnections),
        count("pool.idle", HikariPoolMXBean::getIdleConnections),
        count("pool.pending", HikariPoolMXBean::getThreadsAwaitingConnection),
        count("pool.total", HikariPoolMXBean::getTotalConnections),
        new Gauge(UTILISATION, Unit.RATIO, utilisation));
  }

  private Gauge count(String name, ToIntFunction<HikariPoolMXBean> figure) {
    return new Gauge(name, Unit.COUNT, () -> read(pool, figure));
  }

  /** A figure of the pool; NaN where there is no running pool to ask. */
  static double read(HikariDataSource pool, ToIntFunction<HikariPoolMXBean> figure) {
    HikariPoolMXBean bean = pool.getHikariPoolMXBean();
    return bean == null || pool.isClosed() ? Double.NaN : figure.applyAsInt(bean);
  }
}
