package dev.spike.samples.storefront.backend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Products through a Caffeine cache over the database. A write commits first and invalidates then:
 * the cache waits for a load of the key that is under way and drops its value, so no read that
 * starts after a write has returned sees what was there before it. Thread-safe.
 */
public final class Catalog {
  /** What a write does to the cache. */
  public enum OnWrite {
    /** The key is invalidated: what a sound service does. */
    INVALIDATE,
    /** Nothing: a fault for tests, whose reads go stale. */
    FORGET_TO_INVALIDATE
  }

  private static final int CACHE_SIZE = 1_000;

  private final DataSource dataSource;
  private final OnWrite onWrite;
  private final Cache<Long, Product> cache =
      Caffeine.newBuilder().maximumSize(CACHE_SIZE).recordStats().build();

  /** A sound catalogue. */
  public Catalog(DataSource dataSource) {
    this(dataSource, OnWrite.INVALIDATE);
  }

  /** A catalogue that may be broken on purpose. */
  public Catalog(DataSource dataSource, OnWrite onWrite) {
    this.dataSource = dataSource;
    this.onWrite = onWrite;
  }

  /** The cache: bounded, statistics recorded. */
  public Cache<Long, Product> cache() {
    return cache;
  }

  /**
   * Reads a product, from the cache if it is there.
   *
   * @throws DatabaseException if it had to be loaded and could not be
   */
  public Optional<Product> find(long id) {
    return Optional.ofNullable(cache.get(id, this::load));
  }

  /**
   * Changes a product.
   *
   * @return it as written, or empty if there is none of that id
   * @throws DatabaseException if it could not be written
   */
  public Optional<Product> put(long id, String name, long priceCents) {
    Optional<Product> written = write(id, name, priceCents);
    if (onWrite == OnWrite.INVALIDATE) {
      cache.invalidate(id);
    }
    return written;
  }

  /** Reads a product past the cache; null if there is none. */
  public @Nullable Product load(Long id) {
    try (Connection connection = dataSource.getConnection()) {
      return read(connection, id);
    } catch (SQLException e) {
      throw new DatabaseException("product " + id + " could not be read", e);
    }
  }

  private Optional<Product> write(long id, String name, long priceCents) {
    try {
      return Transaction.run(
          dataSource,
          connection -> {
            update(connection, id, name, priceCents);
            // Read in the same transaction: the version returned is the one that this write made.
            return Optional.ofNullable(read(connection, id));
          });
    } catch (SQLException e) {
      throw new DatabaseException("product " + id + " could not be written", e);
    }
  }

  private static void update(Connection connection, long id, String name, long priceCents)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE products SET name = ?, price_cents = ?, version = version + 1 WHERE id = ?")) {
      update.setString(1, name);
      update.setLong(2, priceCents);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  private static @Nullable Product read(Connection connection, long id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT name, price_cents, version FROM products WHERE id = ?")) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? new Product(id, row.getString(1), row.getLong(2), row.getLong(3))
            : null;
      }
    }
  }
}
