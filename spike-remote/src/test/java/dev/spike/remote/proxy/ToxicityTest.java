package dev.spike.remote.proxy;

import static dev.spike.remote.proxy.Direction.DOWNSTREAM;
import static dev.spike.remote.proxy.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which connections are hit. */
class ToxicityTest {
  private static final int CONNECTIONS = 40;

  private static List<Boolean> hit(String name, long seed, boolean neighbours) throws Exception {
    try (TestServer echo = TestServer.echo();
        ChaosProxy proxy = ChaosProxy.to(echo.address()).named(name).seed(seed).start()) {
      if (neighbours) {
        proxy.add("before", UPSTREAM, 0.5, new Noop());
      }
      proxy.add("half", UPSTREAM, 0.5, new LimitData(0));
      List<Boolean> hit = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        hit.add(isHit(proxy));
      }
      return hit;
    }
  }

  private static boolean isHit(ChaosProxy proxy) throws IOException {
    try (Socket client = Pair.connect(proxy)) {
      Pair.send(client, "x");
      return Pair.read(client, 1).isEmpty();
    }
  }

  @Test
  void oneSeedHitsTheSameConnections() throws Exception {
    List<Boolean> hit = hit("db", 42, false);
    assertThat(hit("db", 42, true)).isEqualTo(hit);
    assertThat(hit).contains(true, false);
    assertThat(hit("db", 43, false)).isNotEqualTo(hit);
    assertThat(hit("cache", 42, false)).isNotEqualTo(hit);
  }

  @Test
  void aShareIsHit() {
    Key key = Key.of(42, "db", "half");
    int hit = 0;
    for (int i = 1; i <= 10_000; i++) {
      hit += key.random(i, 0).nextDouble() < 0.3 ? 1 : 0;
    }
    // Binomial: 3,000 and six times 46.
    assertThat(hit).isBetween(2_725, 3_275);
  }

  @Test
  void toxicityZeroDoesNothing() throws Exception {
    try (Pair pair = Pair.open()) {
      for (Toxic toxic : List.of(new ResetPeer(0), new Timeout(1), new LimitData(0))) {
        pair.proxy().add(toxic.type(), UPSTREAM, 0, toxic);
      }
      Pair.send(pair.client(), "unharmed");
      assertThat(Pair.read(pair.server(), 8)).isEqualTo("unharmed");
      pair.client().close();
      assertThat(pair.server().getInputStream().read()).as("FIN, no RST").isEqualTo(-1);
    }
  }

  @Test
  void aNeighbourDoesNotChangeADrawAnUpdateDoes() throws Exception {
    try (Pair pair = Pair.open()) {
      ChaosProxy proxy = pair.proxy();
      proxy.add("never", UPSTREAM, 0, new LimitData(0));
      proxy.add("other", UPSTREAM, 1, new Noop());
      proxy.remove("other");
      Pair.send(pair.client(), "a");
      assertThat(Pair.read(pair.server(), 1)).isEqualTo("a");
      proxy.update("never", 1, new LimitData(0));
      Pair.send(pair.client(), "b");
      assertThat(Pair.readAll(pair.server())).isEmpty();
    }
  }

  @Test
  void toxicsAreListedUpstreamFirst() throws Exception {
    try (Pair pair = Pair.open()) {
      ChaosProxy proxy = pair.proxy();
      proxy.add("a", DOWNSTREAM, 1, new Noop());
      proxy.add("b", UPSTREAM, 0.5, new Latency(1, 0));
      proxy.add("c", UPSTREAM, 1, new Noop());
      proxy.update("b", 0.25, new Latency(2, 0));
      assertThat(proxy.toxics())
          .containsExactly(
              new NamedToxic("b", UPSTREAM, 0.25, new Latency(2, 0)),
              new NamedToxic("c", UPSTREAM, 1, new Noop()),
              new NamedToxic("a", DOWNSTREAM, 1, new Noop()));
    }
  }
}
