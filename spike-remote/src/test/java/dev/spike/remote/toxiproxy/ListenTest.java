package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
    assertThat(listen.resolved(listen.literal())).isEqualTo(resolved);
    assertThat(Listen.bound(listen.literal())).isEqualTo(bound);
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

  @Test
  void looksNamesUpAndPrefersIpv4() {
    try (Lookups lookups = new Lookups(false)) {
      var found =
          lookups
              .all(List.of("localhost:7", "no.such.host.invalid:7"))
              .toCompletableFuture()
              .join();
      assertThat(found.get("localhost:7").text()).isEqualTo("127.0.0.1:7");
      assertThatThrownBy(() -> found.get("no.such.host.invalid:7").text())
          .hasMessage("lookup no.such.host.invalid: no such host");
    }
  }

  @Test
  void guardedListensStayOnLoopback() {
    try (Lookups lookups = new Lookups(true)) {
      var found = lookups.all(List.of("", "0.0.0.0:7", "[::1]:7")).toCompletableFuture().join();
      assertThat(found.get("").text()).isEqualTo("127.0.0.1:0");
      assertThat(found.get("[::1]:7").text()).isEqualTo("[::1]:7");
      assertThatThrownBy(() -> found.get("0.0.0.0:7").text()).hasMessageContaining("not loopback");
    }
  }
}
