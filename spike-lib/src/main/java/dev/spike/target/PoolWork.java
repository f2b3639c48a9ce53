package dev.spike.target;

import javax.sql.DataSource;

/** Work that borrows its connections itself, such as a call of a repository or a service. */
@FunctionalInterface
public interface PoolWork {
  /** Does it, with connections from the data source given, which counts them. */
  void with(DataSource pool) throws Exception;
}
