package dev.spike.samples.storefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private final Database database = Database.inMemory();
  private final Catalog catalog = new Catalog(database.dataSource());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void readsThroughTheCache() {
    assertThat(catalog.find(3)).contains(new Product(3, "product-3", 130, 1));
    assertThat(catalog.find(3)).isPresent();
    assertThat(catalog.cache().stats().hitCount()).isEqualTo(1);
    assertThat(catalog.cache().stats().missCount()).isEqualTo(1);
  }

  @Test
  void aWriteIsSeenByTheNextRead() {
    catalog.find(3);
    Product written = catalog.put(3, "lamp", 999).orElseThrow();
    assertThat(written).isEqualTo(new Product(3, "lamp", 999, 2));
    assertThat(catalog.find(3)).contains(written);
  }

  @Test
  void withoutInvalidationTheNextReadIsStale() {
    Catalog broken = new Catalog(database.dataSource(), Catalog.OnWrite.FORGET_TO_INVALIDATE);
    broken.find(3);
    broken.put(3, "lamp", 999);
    assertThat(broken.find(3).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsNeitherReadNorWritten() {
    assertThat(catalog.find(9_999)).isEmpty();
    assertThat(catalog.put(9_999, "lamp", 1)).isEmpty();
    assertThat(catalog.cache().estimatedSize()).isZero();
  }

  @Test
  void aDatabaseThatIsGoneIsSaid() {
    database.close();
    assertThatThrownBy(() -> catalog.find(1))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("product 1 could not be read");
    assertThatThrownBy(() -> catalog.put(1, "lamp", 1)).isInstanceOf(DatabaseException.class);
    assertThat(database.answers()).isFalse();
  }

  @Test
  void refusesBadSettings() {
    assertThatThrownBy(
            () ->
                Database.open(
                    "jdbc:nowhere:x?password=secret",
                    1,
                    Database.DEFAULT_BORROW_TIMEOUT,
                    source -> source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:nowhere:x cannot be used")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(
            () ->
                Database.open(
                    Database.newInMemoryUrl(),
                    0,
                    Database.DEFAULT_BORROW_TIMEOUT,
                    source -> source))
        .hasMessage("pool size of 0: give 1 or more");
  }
}
