package dev.spike.remote.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsDiscoveryTest {
  private TinyDnsServer server;
  private DnsDiscovery dns;

  @BeforeEach
  void serve() throws IOException {
    server = new TinyDnsServer();
    dns = DnsDiscovery.of("shop.test").server(server.address()).timeout(Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void serviceRecordsComeByPriorityThenWeight() {
    server
        .with(
            "_auth._tcp.shop.test",
            "20 0 8083 three.test",
            "10 1 8082 two.test",
            "10 9 8081 one.test")
        .with("one.test", "127.0.0.1")
        .with("two.test", "127.0.0.2")
        .with("three.test", "127.0.0.3");
    assertThat(dns.endpoints("auth"))
        .containsExactly(
            URI.create("http://127.0.0.1:8081"),
            URI.create("http://127.0.0.2:8082"),
            URI.create("http://127.0.0.3:8083"));
  }

  @Test
  void withoutServiceRecordsAddressesAreAsked() {
    server.with("auth.shop.test", "127.0.0.1");
    assertThat(dns.addressPort(8081).scheme("https").endpoints("auth"))
        .containsExactly(URI.create("https://127.0.0.1:8081"));
    assertThat(server.questions()).containsExactly("SRV _auth._tcp.shop.test", "A auth.shop.test");
  }

  @Test
  void withoutAPortAddressesAreNotAsked() {
    server.with("auth.shop.test", "127.0.0.1");
    assertThat(dns.endpoints("auth")).isEmpty();
    assertThat(server.questions()).containsExactly("SRV _auth._tcp.shop.test");
  }

  @Test
  void aNameThatIsNotThereIsNoFailure() {
    assertThat(dns.addressPort(8081).endpoints("auth")).isEmpty();
  }

  @Test
  void aServiceThatIsDecidedlyNotThereIsNotLookedForElsewhere() {
    server.with("_auth._tcp.shop.test", "0 0 0 ").with("auth.shop.test", "127.0.0.1");
    assertThat(dns.addressPort(8081).endpoints("auth")).isEmpty();
  }

  @Test
  void aSilentServerIsAFailureThatSaysWhatWasAsked() {
    server.mute();
    assertThatThrownBy(() -> dns.timeout(Duration.ofMillis(50)).endpoints("auth"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("SRV look-up of _auth._tcp.shop.test at DNS server 127.0.0.1:");
    assertThat(server.questions()).as("asked twice").hasSize(2);
  }

  @Test
  void aServerThatFailsIsAFailure() {
    server.failWith(2);
    assertThatThrownBy(() -> dns.endpoints("auth")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void wrongSettingsAreRefusedInOneLine() {
    assertThatThrownBy(() -> DnsDiscovery.of("a b")).hasMessageContaining("DNS domain 'a b'");
    assertThatThrownBy(() -> dns.addressPort(0)).hasMessageContaining("port is 0");
    assertThatThrownBy(() -> dns.scheme("http:")).hasMessageContaining("scheme 'http:'");
    assertThatThrownBy(() -> dns.timeout(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> dns.server(InetSocketAddress.createUnresolved("x.test", 53)))
        .hasMessageContaining("give its IP address");
  }
}
