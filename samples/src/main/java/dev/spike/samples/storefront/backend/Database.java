package dev.spike.samples.storefront.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The storefront's database behind a connection pool, with its schema and seed data in place. H2 in
 * memory unless another JDBC URL is given (tried with PostgreSQL). Thread-safe.
 */
public final class Database implements AutoCloseable {
  /** The pool's maximum size unless told otherwise. */
  public static final int DEFAULT_POOL_SIZE = 10;

  /** How long a borrower waits for a connection unless told otherwise. */
  public static final Duration DEFAULT_BORROW_TIMEOUT = Duration.ofSeconds(5);

  private final HikariDataSource pool;
  private final DataSource dataSource;

  private Database(HikariDataSource pool, UnaryOperator<DataSource> wrapper) {
    this.pool = pool;
    this.dataSource = wrapper.apply(pool);
  }

  /** A new H2 database in memory, of its own, with the default pool. */
  public static Database inMemory() {
    return open(
        newInMemoryUrl(), DEFAULT_POOL_SIZE, DEFAULT_BORROW_TIMEOUT, UnaryOperator.identity());
  }

  /**
   * Opens a database, makes its tables where they are missing and fills in the products.
   *
   * @param jdbcUrl such as {@link #newInMemoryUrl()} or {@code
   *     jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}
   * @param poolSize the most connections, 1 or more
   * @param borrowTimeout how long a borrower waits, 250 ms or more (the pool's own lower bound)
   * @param wrapper put between the storefront and the pool: the place for faults and for counting
   * @throws IllegalArgumentException if the database cannot be reached, or a value is out of bounds
   */
  public static Database open(
      String jdbcUrl, int poolSize, Duration borrowTimeout, UnaryOperator<DataSource> wrapper) {
    return open(jdbcUrl, poolSize, borrowTimeout, true, wrapper);
  }

  /**
   * As the other.
   *
   * @param evictsDead whether the pool is told how a driver calls dead connections; false is a
   *     fault for tests
   */
  public static Database open(
      String jdbcUrl,
      int poolSize,
      Duration borrowTimeout,
      boolean evictsDead,
      UnaryOperator<DataSource> wrapper) {
    if (poolSize < 1) {
      throw new IllegalArgumentException("pool size of %d: give 1 or more".formatted(poolSize));
    }
    if (borrowTimeout.toMillis() < 250) {
      throw new IllegalArgumentException(
          "borrow time-out of %d ms: the pool takes 250 ms or more"
              .formatted(borrowTimeout.toMillis()));
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("storefront");
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(poolSize);
    config.setConnectionTimeout(borrowTimeout.toMillis());
    if (evictsDead) {
      config.setExceptionOverrideClassName(DeadConnections.class.getName());
    }
    return seeded(jdbcUrl, config, wrapper);
  }

  /** The URL of an H2 database in memory that no other shares; it lives as long as its pool. */
  public static String newInMemoryUrl() {
    return "jdbc:h2:mem:storefront-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  }

  /** The pool itself. */
  public HikariDataSource pool() {
    return pool;
  }

  /** Where connections are to be borrowed: the pool behind its wrapper. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Whether a connection can be had and works; takes at most the borrow time-out and 1 s. */
  public boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Closes the pool; what H2 held in memory is gone. */
  @Override
  public void close() {
    if (!pool.isClosed()) {
      Schema.forget(pool);
      pool.close();
    }
  }

  private static Database seeded(
      String jdbcUrl, HikariConfig config, UnaryOperator<DataSource> wrapper) {
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw unreachable(jdbcUrl, e);
    }
    try {
      Schema.create(pool);
      return new Database(pool, wrapper);
    } catch (SQLException e) {
      pool.close();
      throw unreachable(jdbcUrl, e);
    }
  }

  private static IllegalArgumentException unreachable(String jdbcUrl, Exception cause) {
    // Credentials travel in the query of a JDBC URL: they stay out of messages.
    String address = jdbcUrl.replaceAll("[?;].*", "");
    String reason =
        String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    return new IllegalArgumentException(
        "database %s cannot be used (%s): check --jdbc-url".formatted(address, reason), cause);
  }
}
