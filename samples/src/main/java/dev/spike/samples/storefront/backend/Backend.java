package dev.spike.samples.storefront.backend;

/**
 * The backend's components, wired: what the HTTP side serves and what can be exercised in process.
 *
 * @param database the pool and its wrapper
 * @param catalog products over it
 * @param orders orders over it
 * @param feed numbered updates
 */
public record Backend(Database database, Catalog catalog, Orders orders, Feed feed)
    implements AutoCloseable {
  @Override
  public void close() {
    feed.close();
    database.close();
  }
}
