package dev.spike.samples.storefront;

import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Where faults get in, in process.
 *
 * @param dataSource wraps the pool that the backend borrows from
 * @param payment called at the start of each payment; may wait or throw
 */
public record StorefrontHooks(UnaryOperator<DataSource> dataSource, Runnable payment) {
  /** Nothing gets in. */
  public static StorefrontHooks none() {
    return new StorefrontHooks(UnaryOperator.identity(), () -> {});
  }
}
