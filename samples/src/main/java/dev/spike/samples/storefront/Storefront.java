package dev.spike.samples.storefront;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A storefront that is running: {@link StorefrontInProcess} in this JVM, or {@link
 * StorefrontProcess} in a child JVM, so that it shares neither heap nor collector with what attacks
 * it.
 */
public interface Storefront extends AutoCloseable {
  /** Where its services are; only those that were asked for. */
  Map<Service, URI> uris();

  /** The process it runs in. */
  long pid();

  /** Where its faults are armed; empty unless that was asked for. */
  Optional<ChaosControl> control();

  /** Things worth telling a person: the cost of a password hash, the priority it runs at. */
  List<String> notes();

  /**
   * Where a service is.
   *
   * @throws IllegalArgumentException if it was not asked for
   */
  default URI uri(Service service) {
    URI uri = uris().get(service);
    if (uri == null) {
      throw new IllegalArgumentException(
          "%s was not started, only %s: name it in --services"
              .formatted(service.label(), uris().keySet()));
    }
    return uri;
  }

  /** Ends it; returns when it is gone. */
  @Override
  void close();
}
