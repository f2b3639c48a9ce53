package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hangs Toxiproxy: one link that waits, and with it the API and every other connection. */
class StuckLinkTest {
  private static final String CREATE =
      "{\"name\":\"%s\",\"listen\":\"localhost:0\",\"upstream\":\"%s\"}";

  static Stream<String> stuck() {
    return Stream.of(
        "{\"name\":\"t\",\"type\":\"reset_peer\",\"attributes\":{\"timeout\":600000}}",
        "{\"name\":\"t\",\"type\":\"latency\",\"attributes\":{\"latency\":600000}}",
        "{\"name\":\"t\",\"type\":\"bandwidth\",\"attributes\":{\"rate\":0}}",
        "{\"name\":\"t\",\"type\":\"timeout\",\"attributes\":{\"timeout\":600000}}",
        "{\"name\":\"t\",\"type\":\"slow_close\",\"attributes\":{\"delay\":600000}}");
  }

  private static String listen(Wire.Reply proxy) {
    return proxy.body().replaceFirst(".*\"listen\":\"([^\"]*)\".*", "$1");
  }

  @ParameterizedTest
  @MethodSource("stuck")
  void everythingElseGoesOn(String toxic) throws IOException {
    try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.compatible().port(0));
        Echo echo = new Echo();
        Wire wire = new Wire(server.address())) {
      String stuck = listen(wire.ask("POST", "/proxies", CREATE.formatted("a", echo.address())));
      String free = listen(wire.ask("POST", "/proxies", CREATE.formatted("b", echo.address())));
      assertThat(wire.ask("POST", "/proxies/a/toxics", toxic).status()).isEqualTo(200);
      try (Guest first = new Guest(stuck).say("hello");
          Guest second = new Guest(stuck).say("hello");
          Guest other = new Guest(free)) {
        other.echoMillis("hello");
        printLatency(wire, toxic);
        String more = toxic.replace("\"t\"", "\"u\"");
        assertThat(wire.ask("POST", "/proxies/a/toxics", more).status()).isEqualTo(200);
        assertThat(wire.ask("PATCH", "/proxies/a/toxics/t", "{}").status()).isEqualTo(200);
        assertThat(wire.ask("DELETE", "/proxies/a/toxics/t", "").status()).isEqualTo(204);
        assertThat(wire.ask("PATCH", "/proxies/a", "{\"enabled\":false}").status()).isEqualTo(200);
        assertThat(wire.ask("POST", "/reset", "").status()).isEqualTo(204);
        assertThat(wire.ask("DELETE", "/proxies/a", "").status()).isEqualTo(204);
        other.echoMillis("hello");
      }
    }
  }

  /** For the reader: how fast depends on the machine. */
  private static void printLatency(Wire wire, String toxic) throws IOException {
    long[] micros = new long[300];
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      assertThat(wire.ask("GET", "/proxies", "").status()).isEqualTo(200);
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "GET /proxies beside %s: p50 %d us, p99 %d us%n",
        toxic, micros[micros.length / 2], micros[micros.length * 99 / 100]);
  }

  @Test
  void anUpstreamThatCannotBeReachedKeepsNobodyWaiting() throws IOException {
    try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.compatible().port(0));
        Wire wire = new Wire(server.address())) {
      String listen = listen(wire.ask("POST", "/proxies", CREATE.formatted("a", "127.0.0.1:1")));
      try (Guest guest = new Guest(listen)) {
        guest.hearsTheEnd();
      }
      assertThat(wire.ask("DELETE", "/proxies/a", "").status()).isEqualTo(204);
    }
  }
}
