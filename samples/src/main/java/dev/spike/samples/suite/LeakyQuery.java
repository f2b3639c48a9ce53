package dev.spike.samples.suite;

import dev.spike.target.PoolWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Looks up a product's price; made to leak, it keeps one of so many connections. Thread-safe. */
final class LeakyQuery implements PoolWork {
  private final int leakEvery;
  private final int products;
  private final AtomicLong calls = new AtomicLong();

  /** With 0 it keeps none. */
  LeakyQuery(int leakEvery, int products) {
    this.leakEvery = leakEvery;
    this.products = products;
  }

  @Override
  public void with(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    long call = calls.incrementAndGet();
    try {
      query(connection, 1 + call % products);
    } finally {
      if (leakEvery == 0 || call % leakEvery != 0) {
        connection.close();
      }
    }
  }

  private static void query(Connection connection, long product) throws SQLException {
    String sql = "SELECT price_cents FROM products WHERE id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, product);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("the product is not there");
        }
      }
    }
  }
}
