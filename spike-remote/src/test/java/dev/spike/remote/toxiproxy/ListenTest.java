package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:3310 | 127.0.0.1:3310 | 127.0.0.1:3310",
        "0.0.0.0:3310 | 0.0.0.0:3310 | [::]:3310",
        "[::]:3310 | [::]:3310 | [::]:3310",
        ":3310 | :3310 | [::]:3310",
        "'' | :0 | [::]:0",
        "[::1]:3310 | [::1]:3310 | [::1]:3310",
        "127.0.0.1: | 127.0.0.1:0 | 127.0.0.1:0"
      })
  void printsAsGoDoes(String text, String resolved, String bound) {
    Listen listen = Listen.parse(text);
    InetSocketAddress literal = Objects.requireNonNull(listen.literal());
    assertThat(listen.resolved(literal)).isEqualTo(resolved);
    assertThat(Listen.bound(literal)).isEqualTo(bound);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | address nonsense: missing port in address",
        "[::1] | address [::1]: missing port in address",
        "a:b:c | address a:b:c: too many colons in address",
        "[::1:5 | address [::1:5: missing ']' in address",
        "localhost:65536 | address 65536: invalid port",
        "localhost:x | lookup tcp/x: unknown port"
      })
  void saysWhatIsWrongAsGoDoes(String text, String problem) {
    assertThatThrownBy(() -> Listen.parse(text)).isInstanceOf(ApiError.class).hasMessage(problem);
  }

  private static String text(Map<String, Lookups.Found> found, String listen) {
    return Objects.requireNonNull(found.get(listen)).text();
  }

  @Test
  void looksNamesUpAndPrefersIpv4() {
    try (Lookups lookups = new Lookups(false)) {
      var found =
          lookups
              .all(List.of("localhost:7", "no.such.host.invalid:7"))
              .toCompletableFuture()
              .join();
      assertThat(text(found, "localhost:7")).isEqualTo("127.0.0.1:7");
      assertThatThrownBy(() -> text(found, "no.such.host.invalid:7"))
          .hasMessage("lookup no.such.host.invalid: no such host");
    }
  }

  @Test
  void guardedListensStayOnLoopback() {
    try (Lookups lookups = new Lookups(true)) {
      var found = lookups.all(List.of("", "0.0.0.0:7", "[::1]:7")).toCompletableFuture().join();
      assertThat(text(found, "")).isEqualTo("127.0.0.1:0");
      assertThat(text(found, "[::1]:7")).isEqualTo("[::1]:7");
      assertThatThrownBy(() -> text(found, "0.0.0.0:7")).hasMessageContaining("not loopback");
    }
  }
}
