package dev.spike.samples.storefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PostgresTest {
  @Test
  void theBackendRunsOnPostgresToo() throws Exception {
    try (PostgresServer server = PostgresServer.start(binaries());
        Database database = open(server)) {
      Catalog catalog = new Catalog(database.dataSource());
      assertThat(catalog.find(3)).contains(new Product(3, "product-3", 130, 1));
      assertThat(catalog.put(3, "lamp", 999)).contains(new Product(3, "lamp", 999, 2));
      assertThat(catalog.find(3)).contains(new Product(3, "lamp", 999, 2));
      ordersWork(database);
      secondOpeningKeepsTheData(server);
    }
  }

  private static void ordersWork(Database database) {
    Orders paid = orders(database, () -> {});
    assertThat(paid.place(2, 3).orElseThrow().cents()).isEqualTo(360);
    Orders unpaid =
        orders(
            database,
            () -> {
              throw new IllegalStateException("bank is down");
            });
    assertThatThrownBy(() -> unpaid.place(2, 3)).isInstanceOf(PaymentFailedException.class);
    assertThat(paid.place(9_999, 1)).isEmpty();
  }

  private static void secondOpeningKeepsTheData(PostgresServer server) {
    try (Database again = open(server)) {
      assertThat(new Catalog(again.dataSource()).find(3)).contains(new Product(3, "lamp", 999, 2));
    }
  }

  private static Orders orders(Database database, Runnable hook) {
    return new Orders(
        database.dataSource(), new LocalPayments(hook, Duration.ZERO), Orders.newBreaker());
  }

  private static Database open(PostgresServer server) {
    return Database.open(server.jdbcUrl(), 4, Duration.ofSeconds(30), UnaryOperator.identity());
  }

  private static Path binaries() throws Exception {
    Optional<Path> binaries = PostgresServer.binaries();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(binaries).as("PostgreSQL binaries, needed where CI=true").isPresent();
    }
    assumeTrue(binaries.isPresent(), "no PostgreSQL binaries on this machine");
    return binaries.orElseThrow();
  }
}
