package dev.spike.samples.storefront.backend;

/**
 * A product as read from the database.
 *
 * @param id 1 or more
 * @param name what it is called
 * @param priceCents its price, 0 or more
 * @param version 1 at first, one more at each write: tells an older reading from a newer one
 */
public record Product(long id, String name, long priceCents, long version) {}
