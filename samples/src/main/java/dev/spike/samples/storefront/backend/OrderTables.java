package dev.spike.samples.storefront.backend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The statements of one order's transaction. Used by one thread. */
final class OrderTables {
  /** Old orders are dropped beyond these, so that a long run does not fill the memory. */
  private static final long KEPT = 50_000;

  private static final long DROP_EVERY = 1_000;

  private final Connection connection;

  OrderTables(Connection connection) {
    this.connection = connection;
  }

  Optional<Long> priceOf(long productId) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT price_cents FROM products WHERE id = ?")) {
      query.setLong(1, productId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  long insert(long productId, int quantity, long cents) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO orders (product_id, quantity, cents) VALUES (?, ?, ?)",
            new String[] {"id"})) {
      insert.setLong(1, productId);
      insert.setInt(2, quantity);
      insert.setLong(3, cents);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        if (!keys.next()) {
          throw new SQLException("the database gave the order no id");
        }
        return keys.getLong(1);
      }
    }
  }

  void complete(long id, long productId, int quantity, String receipt) throws SQLException {
    try (PreparedStatement order =
            connection.prepareStatement("UPDATE orders SET receipt = ? WHERE id = ?");
        PreparedStatement stock =
            connection.prepareStatement("UPDATE products SET stock = stock - ? WHERE id = ?")) {
      order.setString(1, receipt);
      order.setLong(2, id);
      order.executeUpdate();
      stock.setInt(1, quantity);
      stock.setLong(2, productId);
      stock.executeUpdate();
    }
    if (id % DROP_EVERY == 0) {
      dropBefore(id - KEPT);
    }
  }

  private void dropBefore(long id) throws SQLException {
    try (PreparedStatement drop = connection.prepareStatement("DELETE FROM orders WHERE id < ?")) {
      drop.setLong(1, id);
      drop.executeUpdate();
    }
  }
}
