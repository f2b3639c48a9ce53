package dev.spike.remote.proxy;

import static dev.spike.remote.proxy.Direction.DOWNSTREAM;
import static dev.spike.remote.proxy.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", ":80", "localhost:0", "localhost:x", "::1:80", "h:65536"})
  void anUpstreamIsHostAndPort(String upstream) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChaosProxy.to(upstream))
        .withMessageContaining("'" + upstream + "'");
  }

  @Test
  void addressesAsPeopleWriteThem() {
    assertThat(HostPort.connecting("[::1]:80")).isEqualTo(new HostPort("::1", 80));
    assertThat(HostPort.listening(":80")).isEqualTo(new HostPort("", 80));
    assertThat(HostPort.listening("")).isEqualTo(new HostPort("", 0));
  }

  @Test
  void toxicsCheckTheirBounds() {
    assertRefused(() -> new Bandwidth(-1), "-1");
    assertRefused(() -> new Slicer(0, 0, 0), "0");
    assertRefused(() -> new Slicer(5, 5, 0), "5");
    assertRefused(() -> new Corrupt(1.5), "1.5");
    assertRefused(() -> new Stall(-0.1, 1), "-0.1");
    assertRefused(() -> new Stall(0.1, 1, 1), "1.0");
    assertRefused(() -> new PacketLoss(Double.NaN, 0), "NaN");
    assertRefused(() -> new NamedToxic("", UPSTREAM, 1, new Noop()), "noop_upstream");
    assertRefused(() -> new NamedToxic("n", UPSTREAM, Double.NaN, new Noop()), "n");
    assertRefused(() -> ChaosProxy.to("a:1").named(""), "a:1");
    assertRefused(() -> new Refusals(-1, what -> {}), "-1");
    assertRefused(() -> ChaosProxy.to("a:1").listen("b"), "'b'");
    assertRefused(() -> ChaosProxy.to("a:1").connectTimeout(Duration.ZERO), "PT0S");
  }

  private static void assertRefused(Runnable made, String value) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessageContaining(value);
  }

  @Test
  void namesAreUniqueOverBothDirections() throws Exception {
    try (ChaosProxy proxy = ChaosProxy.to("localhost:1").start()) {
      proxy.add("a", UPSTREAM, 1, new Noop());
      assertRefused(() -> proxy.add("a", DOWNSTREAM, 1, new Noop()), "a");
      assertRefused(() -> proxy.update("a", 1, new Timeout(1)), "timeout");
      assertThatThrownBy(() -> proxy.update("b", 1, new Noop()))
          .isInstanceOf(NoSuchElementException.class);
      assertThatThrownBy(() -> proxy.remove("b")).isInstanceOf(NoSuchElementException.class);
      assertThat(proxy.toxics()).hasSize(1);
    }
  }

  @Test
  void aClosedProxyStaysClosed() throws Exception {
    ChaosProxy proxy = ChaosProxy.to("localhost:1").start();
    proxy.close();
    proxy.close();
    assertThatThrownBy(proxy::enable).isInstanceOf(IllegalStateException.class);
  }
}
