package dev.spike.samples.suite;

import dev.spike.measure.Fact;
import dev.spike.samples.storefront.backend.Catalog;
import dev.spike.samples.storefront.backend.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders, and between them looks at products, which must not suffer when the payment dependency
 * does. Thread-safe.
 */
final class ShopVisits implements Callable<Void> {
  private static final int LOOK_EVERY = 5;
  private static final int PRODUCTS = 200;
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Orders orders;
  private final Catalog catalog;
  private final AtomicLong visits = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong slow = new AtomicLong();

  ShopVisits(Orders orders, Catalog catalog) {
    this.orders = orders;
    this.catalog = catalog;
  }

  @Override
  public Void call() {
    long visit = visits.getAndIncrement();
    long product = 1 + visit / LOOK_EVERY % PRODUCTS;
    if (visit % LOOK_EVERY == 0) {
      look(product);
    } else {
      found(orders.place(product, 1), product);
    }
    return null;
  }

  private void look(long product) {
    long start = System.nanoTime();
    try {
      found(catalog.find(product), product);
      answered.incrementAndGet();
    } catch (RuntimeException e) {
      failed.incrementAndGet();
      throw e;
    } finally {
      if (System.nanoTime() - start > SLOW.toNanos()) {
        slow.incrementAndGet();
      }
    }
  }

  private static void found(Optional<?> answer, long product) {
    if (answer.isEmpty()) {
      throw new IllegalStateException("product " + product + " is not there");
    }
  }

  List<Fact> facts() {
    return List.of(
        Fact.count("rest.answered", answered.get(), "looks at products beside the orders"),
        Fact.count("rest.failed", failed.get()),
        Fact.count("rest.slow", slow.get(), "longer than " + SLOW.toSeconds() + " s"));
  }
}
