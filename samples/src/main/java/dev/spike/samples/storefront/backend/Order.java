package dev.spike.samples.storefront.backend;

/**
 * An order that was paid.
 *
 * @param id 1 or more
 * @param productId what was ordered
 * @param quantity how many, 1 or more
 * @param cents what was charged
 * @param receipt of the payment
 */
public record Order(long id, long productId, int quantity, long cents, String receipt) {}
