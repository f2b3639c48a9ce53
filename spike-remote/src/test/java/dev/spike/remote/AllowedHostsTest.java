package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "staging.example", "192.0.2.7",
          "here.example", "127.0.0.1,::1",
          "both.example", "127.0.0.1,192.0.2.7");

  private final AtomicInteger lookups = new AtomicInteger();
  private final AllowedHosts allowed = AllowedHosts.loopbackOnly(this::lookup);

  private InetAddress[] lookup(String host) throws UnknownHostException {
    lookups.incrementAndGet();
    if (host.equals("missing.example")) {
      throw new UnknownHostException(host);
    }
    String[] literals = NAMES.getOrDefault(host, host).split(",", -1);
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.getByName(literals[i]);
    }
    return addresses;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "127.9.9.9", "[::1]", "::1", "here.example", "HERE.example."})
  void loopbackPasses(String host) {
    assertThat(allowed.checked(host).isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "0.0.0.0", "10.0.0.1", "[2001:db8::1]", "[::]"})
  void otherAddressesAreRefused(String host) {
    assertThatThrownBy(() -> allowed.checked(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not loopback and not on the allow-list");
  }

  @Test
  void theRefusalNamesHostRuleAndFix() {
    assertThatThrownBy(() -> allowed.checked("staging.example"))
        .hasMessage(
            "host staging.example (resolves to 192.0.2.7) is not loopback and not on the"
                + " allow-list: load goes only where it was asked for; add"
                + " AllowedHosts.loopbackOnly().and(\"staging.example\") to the options if it is"
                + " yours to load");
  }

  @Test
  void aNameThatIsLoopbackOnlyInPartIsRefused() {
    assertThatThrownBy(() -> allowed.checked("both.example"))
        .hasMessageContaining("both.example (resolves to 192.0.2.7)");
    assertThat(allowed.and("both.example").checked("both.example").isLoopbackAddress()).isTrue();
  }

  @Test
  void aNamedHostPassesAndNoOther() {
    AllowedHosts staging = allowed.and("Staging.Example");
    assertThat(staging.checked("staging.example").getHostAddress()).isEqualTo("192.0.2.7");
    assertThatThrownBy(() -> staging.checked("192.0.2.7"))
        .as("a name does not allow its address")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> allowed.checked("staging.example"))
        .as("the list it came from is unchanged")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAddressIsAllowedInAnySpelling() {
    assertThat(allowed.and("2001:DB8:0::1").checked("[2001:db8::1]")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "*", "*.example", "http://x", "x:80", "x/y"})
  void onlyBareHostsCanBeAllowed(String host) {
    assertThatThrownBy(() -> allowed.and(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give one bare name or address such as staging.example");
  }

  @Test
  void aNameThatDoesNotResolveIsNoRefusal() {
    assertThatThrownBy(() -> allowed.checked("missing.example"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("host missing.example does not resolve");
  }

  @Test
  void theCheckedAddressIsTheOneConnectedTo() {
    Endpoint endpoint = Endpoint.of(URI.create("http://here.example:81/a/"), "http", allowed);
    assertThat(endpoint.address().isUnresolved()).isFalse();
    assertThat(endpoint.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(endpoint.authority()).isEqualTo("here.example:81");
    assertThat(endpoint.target("/b")).isEqualTo("/a/b");
    assertThat(lookups).hasValue(1);
  }

  @Test
  void everyClientRefusesAtConstruction() {
    URI http = URI.create("http://192.0.2.7:8080");
    assertThatThrownBy(() -> HttpTarget.of(http)).hasMessageContaining("host 192.0.2.7 is not");
    assertThatThrownBy(() -> HttpHealthCheck.of(http))
        .hasMessageContaining("host 192.0.2.7 is not");
    assertThatThrownBy(() -> WebSocketTarget.of(URI.create("ws://192.0.2.7:8080")))
        .hasMessageContaining("host 192.0.2.7 is not");
    AllowedHosts named = AllowedHosts.loopbackOnly().and("192.0.2.7");
    HttpTarget.of(http, HttpOptions.defaults().allowed(named)).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://localhost",
        "localhost:80",
        "http:///x",
        "http://a@localhost",
        "http://localhost?q",
        "http://localhost:70000",
        "ws://localhost"
      })
  void addressesOfAnotherKindAreRefused(String uri) {
    assertThatThrownBy(() -> HttpTarget.of(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give one such as http://localhost:8081");
  }
}
