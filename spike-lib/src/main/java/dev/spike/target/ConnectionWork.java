package dev.spike.target;

import java.sql.Connection;

/** What is done with a borrowed connection, which is given back afterwards. */
@FunctionalInterface
public interface ConnectionWork {
  /** Does it; must not close the connection, and may throw, which counts as a failure. */
  void with(Connection connection) throws Exception;
}
