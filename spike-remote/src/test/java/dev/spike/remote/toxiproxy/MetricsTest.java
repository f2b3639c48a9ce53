package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final String CREATE =
      "{\"name\":\"a\\\"b\",\"listen\":\"localhost:0\",\"upstream\":\"%s\"}";

  @Test
  void countsBytesWhileTheConnectionIsOpen() throws IOException {
    ToxiproxyOptions options = ToxiproxyOptions.compatible().port(0).metrics(true, false);
    try (ToxiproxyServer server = ToxiproxyServer.start(options);
        Echo echo = new Echo();
        Wire wire = new Wire(server.address())) {
      String proxy = wire.ask("POST", "/proxies", CREATE.formatted(echo.address())).body();
      String listen = proxy.replaceFirst(".*\"listen\":\"([^\"]*)\".*", "$1");
      try (Guest guest = new Guest(listen)) {
        guest.echoMillis("hello");
        String line =
            "toxiproxy_proxy_sent_bytes_total{direction=\"upstream\",listener=\"%s\","
                + "proxy=\"a\\\"b\",upstream=\"%s\"} 5\n";
        Awaitility.await()
            .untilAsserted(
                () ->
                    assertThat(wire.ask("GET", "/metrics", "").body())
                        .contains(line.formatted(listen, echo.address()))
                        .contains("# TYPE toxiproxy_proxy_received_bytes_total counter\n")
                        .doesNotContain("process_"));
      }
    }
  }

  @Test
  void showsTheProcess() throws IOException {
    ToxiproxyOptions options = ToxiproxyOptions.compatible().port(0).metrics(false, true);
    try (ToxiproxyServer server = ToxiproxyServer.start(options);
        Wire wire = new Wire(server.address())) {
      Wire.Reply reply = wire.ask("GET", "/metrics", "");
      assertThat(reply.type()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
      assertThat(reply.body())
          .containsPattern("(?m)^jvm_threads_current \\d")
          .containsPattern("(?m)^process_start_time_seconds \\d")
          .doesNotContain("toxiproxy_proxy");
    }
  }
}
