package dev.spike.remote.discovery;

import java.net.URI;
import java.util.List;

/** Finds where a service is. Implementations are thread-safe. */
@FunctionalInterface
public interface Discovery {
  /**
   * The places of a service, best first.
   *
   * @param service its name, such as {@code auth}
   * @return empty if the service is not known here
   * @throws IllegalArgumentException if what is configured for it is not a URL, in one line that
   *     names where it stands
   * @throws java.io.UncheckedIOException if the question could not be answered: this is not the
   *     same as no place
   */
  List<URI> endpoints(String service);

  /**
   * Asks one after the other until one knows the service. A failure ends the search: falling back
   * silently would send load to a place that nobody meant.
   */
  static Discovery firstOf(Discovery... discoveries) {
    List<Discovery> order = List.of(discoveries);
    return service -> {
      for (Discovery discovery : order) {
        List<URI> found = discovery.endpoints(service);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    };
  }
}
