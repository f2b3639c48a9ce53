package dev.spike.remote.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
  private static final URI ONE = URI.create("http://localhost:8081");
  private static final URI TWO = URI.create("http://localhost:8082");

  private final Map<String, String> variables = new HashMap<>();
  private final Discovery environment = new EnvironmentDiscovery(variables::get);

  @Test
  void fixedPlacesKeepTheirOrder() {
    Discovery fixed = new FixedDiscovery(Map.of("auth", List.of(TWO, ONE)));
    assertThat(fixed.endpoints("auth")).containsExactly(TWO, ONE);
    assertThat(fixed.endpoints("backend")).isEmpty();
    assertThatThrownBy(() -> new FixedDiscovery(Map.of("auth", List.of(URI.create("/relative")))))
        .hasMessageContaining("place of service auth is '/relative', not an absolute URL");
  }

  @Test
  void variablesNamePlaces() {
    variables.put("AUTH_URL", "http://localhost:8081");
    variables.put("ORDER_DESK_URL", "http://localhost:8082 , http://localhost:8081");
    variables.put("EMPTY_URL", " ");
    assertThat(environment.endpoints("auth")).containsExactly(ONE);
    assertThat(environment.endpoints("order-desk")).containsExactly(TWO, ONE);
    assertThat(environment.endpoints("empty")).isEmpty();
    assertThat(environment.endpoints("backend")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8081", "http://", "http://a b", "/x", "http://h:1,"})
  void aMalformedVariableIsNamedWithItsValue(String value) {
    variables.put("AUTH_URL", value);
    assertThatThrownBy(() -> environment.endpoints("auth"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("environment variable AUTH_URL is '")
        .hasMessageContaining("write one such as http://localhost:8081");
  }

  @Test
  void theProcessEnvironmentIsRead() {
    assertThat(new EnvironmentDiscovery().endpoints("no-such-service-here")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "-a", "a b", "ä"})
  void namesThatCannotBeOnesAreRefused(String service) {
    assertThatThrownBy(() -> environment.endpoints(service))
        .hasMessageContaining("service name '" + service + "' must be");
  }

  @Test
  void theFirstThatKnowsAnswers() {
    variables.put("AUTH_URL", "http://localhost:8082");
    Discovery both =
        Discovery.firstOf(
            environment, new FixedDiscovery(Map.of("auth", List.of(ONE), "web", List.of(ONE))));
    assertThat(both.endpoints("auth")).containsExactly(TWO);
    assertThat(both.endpoints("web")).containsExactly(ONE);
    assertThat(both.endpoints("other")).isEmpty();
  }

  @Test
  void aMistakeIsNotPassedOver() {
    variables.put("AUTH_URL", "nonsense");
    Discovery both =
        Discovery.firstOf(environment, new FixedDiscovery(Map.of("auth", List.of(ONE))));
    assertThatThrownBy(() -> both.endpoints("auth")).hasMessageContaining("AUTH_URL");
  }
}
