package dev.spike.remote.discovery;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Places written down in advance. Immutable. */
public final class FixedDiscovery implements Discovery {
  private final Map<String, List<URI>> places;

  /**
   * With the places of each service, best first.
   *
   * @throws IllegalArgumentException if a name cannot be one, or a place is not absolute
   */
  public FixedDiscovery(Map<String, List<URI>> places) {
    this.places =
        places.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> ServiceNames.checked(entry.getKey()),
                    entry -> absolute(entry.getKey(), entry.getValue())));
  }

  private static List<URI> absolute(String service, List<URI> uris) {
    return uris.stream()
        .map(uri -> ServiceNames.url("place of service " + service, uri.toString()))
        .toList();
  }

  @Override
  public List<URI> endpoints(String service) {
    return places.getOrDefault(ServiceNames.checked(service), List.of());
  }
}
