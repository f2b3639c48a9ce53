package dev.spike.remote.toxiproxy;

import static eu.rekawek.toxiproxy.model.ToxicDirection.DOWNSTREAM;
import static eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official client drives everything it knows, and each toxic is seen on a real socket. */
class JavaClientTest {
  private ToxiproxyServer server;
  private ToxiproxyClient client;
  private Echo echo;
  private Proxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = ToxiproxyServer.start(ToxiproxyOptions.compatible().port(0).seed(5));
    client = new ToxiproxyClient("127.0.0.1", server.address().getPort());
    echo = new Echo();
    proxy = client.createProxy("echo", "localhost:0", echo.address());
  }

  @AfterEach
  void stop() throws IOException {
    echo.close();
    server.close();
  }

  private Guest guest() throws IOException {
    return new Guest(proxy.getListen());
  }

  private void passes() throws IOException {
    try (Guest guest = guest()) {
      guest.echoMillis("hello");
    }
  }

  @Test
  void versionAndProxies() throws IOException {
    assertThat(client.version()).contains("2.12.0");
    client.createProxy("another", "localhost:0", "localhost:1");
    assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("another", "echo");
    assertThat(client.getProxy("echo").getUpstream()).isEqualTo(echo.address());
    assertThat(client.getProxyOrNull("nobody")).isNull();
    assertThatThrownBy(() -> client.createProxy("echo", "localhost:0", "x:1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("proxy already exists");
    passes();
    proxy.delete();
    assertThat(Guest.isRefused(proxy.getListen())).isTrue();
    assertThat(client.getProxyOrNull("echo")).isNull();
  }

  @Test
  void disableAndEnable() throws IOException {
    try (Guest open = guest()) {
      open.echoMillis("x");
      proxy.disable();
      open.hearsTheEnd();
    }
    assertThat(Guest.isRefused(proxy.getListen())).isTrue();
    assertThat(client.getProxy("echo").isEnabled()).isFalse();
    proxy.enable();
    passes();
  }

  @Test
  void movesToAnotherUpstreamAndKeepsItsToxics() throws IOException {
    try (Echo other = new Echo()) {
      proxy.toxics().limitData("three", DOWNSTREAM, 3);
      echo.close();
      proxy.setUpstream(other.address());
      try (Guest guest = guest()) {
        assertThat(guest.say("hello").hear(9)).isEqualTo("hel");
      }
    }
  }

  @Test
  void movesToAnotherPort() throws IOException {
    String before = proxy.getListen();
    proxy.setListen("127.0.0.1:0");
    Proxy moved = client.getProxy("echo");
    assertThat(moved.getListen()).isNotEqualTo(before);
    assertThat(Guest.isRefused(before)).isTrue();
    try (Guest guest = new Guest(moved.getListen())) {
      guest.echoMillis("x");
    }
  }

  @Test
  void resetEnablesAndRemoves() throws IOException {
    proxy.toxics().timeout("cut", DOWNSTREAM, 0);
    proxy.disable();
    client.reset();
    assertThat(proxy.toxics().getAll()).isEmpty();
    passes();
  }

  @Test
  void listsGetsAndRemovesToxics() throws IOException {
    proxy.toxics().latency("down", DOWNSTREAM, 1).setJitter(2);
    proxy.toxics().slicer("up", UPSTREAM, 10, 3).setSizeVariation(4);
    assertThat(proxy.toxics().getAll()).extracting(Toxic::getName).containsExactly("up", "down");
    Latency latency = proxy.toxics().get("down", Latency.class);
    assertThat(latency.getLatency()).isEqualTo(1);
    assertThat(latency.getJitter()).isEqualTo(2);
    assertThat(latency.getStream()).isEqualTo(DOWNSTREAM);
    Slicer slicer = proxy.toxics().get("up", Slicer.class);
    assertThat(slicer.getSizeVariation()).isEqualTo(4);
    assertThat(slicer.getDelay()).isEqualTo(3);
    slicer.remove();
    assertThat(proxy.toxics().getAll()).hasSize(1);
  }

  @Test
  void latency() throws IOException {
    Latency toxic = proxy.toxics().latency("slow", DOWNSTREAM, 150);
    try (Guest guest = guest()) {
      assertThat(guest.echoMillis("hello")).isGreaterThanOrEqualTo(150);
      toxic.setLatency(300);
      assertThat(guest.echoMillis("hello")).isGreaterThanOrEqualTo(300);
      toxic.remove();
      guest.echoMillis("hello");
    }
  }

  @Test
  void bandwidth() throws IOException {
    proxy.toxics().bandwidth("narrow", UPSTREAM, 10);
    try (Guest guest = guest()) {
      assertThat(guest.echoMillis("x".repeat(4_000))).isGreaterThanOrEqualTo(300);
    }
  }

  @Test
  void noBandwidthHoldsButLosesNothing() throws IOException {
    var cut = proxy.toxics().bandwidth("cut", DOWNSTREAM, 0);
    try (Guest guest = guest().say("hello")) {
      assertThat(guest.hearsNothingForAWhile()).isTrue();
      cut.remove();
      assertThat(guest.hear(5)).isEqualTo("hello");
    }
  }

  @Test
  void slowClose() throws IOException {
    proxy.toxics().slowClose("late", DOWNSTREAM, 200);
    try (Guest guest = guest()) {
      guest.echoMillis("hello");
      long start = System.nanoTime();
      guest.say("q").hearsTheEnd();
      assertThat(Guest.millisSince(start)).isGreaterThanOrEqualTo(200);
    }
  }

  @Test
  void timeoutDropsAndCloses() throws IOException {
    Timeout cut = proxy.toxics().timeout("cut", UPSTREAM, 600_000);
    try (Guest guest = guest().say("hello")) {
      assertThat(guest.hearsNothingForAWhile()).isTrue();
      long start = System.nanoTime();
      cut.setTimeout(150);
      guest.hearsTheEnd();
      assertThat(Guest.millisSince(start)).isGreaterThanOrEqualTo(150);
    }
  }

  @Test
  void timeoutZeroClosesWhenItIsRemoved() throws IOException {
    var cut = proxy.toxics().timeout("cut", DOWNSTREAM, 0);
    try (Guest guest = guest().say("hello")) {
      assertThat(guest.hearsNothingForAWhile()).isTrue();
      cut.remove();
      guest.hearsTheEnd();
    }
    passes();
  }

  @Test
  void resetPeer() throws IOException {
    try (Guest guest = guest()) {
      guest.echoMillis("hello");
      proxy.toxics().resetPeer("cut", DOWNSTREAM, 1);
      assertThat(guest.hearsNothingForAWhile()).isTrue();
      assertThat(guest.say("hello").isReset()).isTrue();
    }
  }

  @Test
  void slicer() throws IOException {
    proxy.toxics().slicer("slices", DOWNSTREAM, 10, 20_000);
    try (Guest guest = guest()) {
      // Ten pieces at least, with a wait after each; nobody waits for the last.
      assertThat(guest.echoMillis("x".repeat(100))).isGreaterThanOrEqualTo(179);
    }
  }

  @Test
  void limitData() throws IOException {
    proxy.toxics().limitData("short", DOWNSTREAM, 7);
    try (Guest guest = guest()) {
      guest.echoMillis("hello");
      assertThat(guest.say("hello").hear(9)).isEqualTo("he");
    }
  }

  @Test
  void toxicity() throws IOException {
    var cut = proxy.toxics().timeout("cut", DOWNSTREAM, 0);
    cut.setToxicity(0);
    passes();
    cut.setToxicity(1);
    try (Guest guest = guest().say("hello")) {
      assertThat(guest.hearsNothingForAWhile()).isTrue();
    }
  }

  @Test
  void streamsEndTogetherAsInToxiproxy() throws IOException {
    try (Guest guest = guest()) {
      guest.echoMillis("x");
      guest.endsItsStream();
      guest.hearsTheEnd();
    }
  }
}
