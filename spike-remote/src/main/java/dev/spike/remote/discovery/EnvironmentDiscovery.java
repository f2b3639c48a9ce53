package dev.spike.remote.discovery;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Places from environment variables: {@code AUTH_URL} for service {@code auth}, {@code
 * ORDER_DESK_URL} for {@code order-desk}. Several places are separated by commas; a blank variable
 * is as good as none.
 */
public final class EnvironmentDiscovery implements Discovery {
  private final Function<String, @Nullable String> variables;

  /** Reads this process's environment. */
  public EnvironmentDiscovery() {
    this(System::getenv);
  }

  /**
   * Reads other variables.
   *
   * @param variables the value of a name, or null
   */
  public EnvironmentDiscovery(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  /** The variable that names the places of a service. */
  public static String variable(String service) {
    return ServiceNames.checked(service).toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
  }

  @Override
  public List<URI> endpoints(String service) {
    String name = variable(service);
    String value = variables.apply(name);
    if (value == null || value.isBlank()) {
      return List.of();
    }
    return Arrays.stream(value.split(",", -1))
        .map(part -> ServiceNames.url("environment variable " + name, part.strip()))
        .toList();
  }
}
