package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  @Test
  void wantsTheTokenByDefault() throws IOException {
    try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.defaults().port(0));
        Wire wire = new Wire(server.address())) {
      Wire.Reply refused = wire.ask("GET", "/version", "");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.headers()).containsEntry("www-authenticate", "Bearer");
      assertThat(wire.ask("GET", "/version", bearer("wrong"), "").status()).isEqualTo(401);
      assertThat(wire.ask("GET", "/version", bearer(String.valueOf(server.token())), "").status())
          .isEqualTo(200);
    }
  }

  @Test
  void knowsOnlyThisMachine() throws IOException {
    try (ToxiproxyServer server =
            ToxiproxyServer.start(ToxiproxyOptions.defaults().port(0).token("t"));
        Wire wire = new Wire(server.address())) {
      wire.send("GET /version HTTP/1.1\r\nHost: evil.example\r\n" + bearer("t") + "\r\n");
      assertThat(wire.reply().status()).isEqualTo(403);
      wire.send("GET /version HTTP/1.1\r\nHost: 127.0.0.1:8474\r\n" + bearer("t") + "\r\n");
      assertThat(wire.reply().status()).isEqualTo(200);
      String body = "{\"name\":\"a\",\"upstream\":\"u:1\",\"listen\":\"0.0.0.0:0\"}";
      assertThat(wire.ask("POST", "/proxies", bearer("t"), body).status()).isEqualTo(403);
      assertThat(wire.ask("GET", "/proxies", bearer("t"), "").body()).isEqualTo("{}");
      String free = "{\"name\":\"a\",\"upstream\":\"u:1\"}";
      assertThat(wire.ask("POST", "/proxies", bearer("t"), free).body())
          .contains("\"listen\":\"127.0.0.1:");
    }
  }

  @Test
  void everybodyMayDoEverythingInTheCompatibleMode() throws IOException {
    ToxiproxyOptions open = ToxiproxyOptions.compatible().host("0.0.0.0").port(0);
    try (ToxiproxyServer server = ToxiproxyServer.start(open);
        Wire wire = new Wire(server.address())) {
      assertThat(server.token()).isNull();
      wire.send("GET /version HTTP/1.1\r\nHost: anything\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void eachServerDrawsATokenOfItsOwn() {
    assertThat(ToxiproxyOptions.defaults().token())
        .hasSize(32)
        .isNotEqualTo(ToxiproxyOptions.defaults().token());
    assertThat(ToxiproxyOptions.defaults().token("secret").toString()).doesNotContain("secret");
  }

  @Test
  void refusesOptionsThatAreNone() {
    assertThatThrownBy(() -> ToxiproxyOptions.defaults().host("0.0.0.0"))
        .hasMessageContaining("host is 0.0.0.0");
    assertThatThrownBy(() -> ToxiproxyOptions.defaults().port(65_536))
        .hasMessageContaining("port is 65536");
    assertThatThrownBy(() -> ToxiproxyOptions.defaults().token(" "))
        .hasMessageContaining("token is blank");
  }
}
