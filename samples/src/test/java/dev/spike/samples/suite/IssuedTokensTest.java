package dev.spike.samples.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spike.measure.Fact;
import dev.spike.remote.HttpTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a service that knows two tokens: a is Ann's, b is Bob's. */
class IssuedTokensTest {
  private static final Map<String, String> OWNERS = Map.of("a", "ann", "b", "bob");

  private final IssuedTokens tokens = new IssuedTokens();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/sessions/", IssuedTokensTest::owner);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void owner(HttpExchange exchange) throws IOException {
    String owner = OWNERS.get(exchange.getRequestURI().getPath().substring("/sessions/".length()));
    if (owner == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      byte[] answer = ("{\"user\":\"" + owner + "\"}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private List<Fact> facts() throws Exception {
    try (HttpTarget auth =
        HttpTarget.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      return tokens.checkedWith(auth);
    }
  }

  private void check(long checked, long ofBurst, long invalid, String first) throws Exception {
    assertThat(facts())
        .containsExactly(
            Fact.count("tokens.checked", checked),
            Fact.count("tokens.of-burst", ofBurst),
            Fact.count("tokens.invalid", invalid, first));
  }

  @Test
  void everyTokenIsItsUsers() throws Exception {
    tokens.issued("ann", "a", true);
    tokens.issued("bob", "b", false);
    check(2, 1, 0, "");
  }

  @Test
  void somebodyElsesToken() throws Exception {
    tokens.issued("ann", "a", true);
    tokens.issued("ann", "b", true);
    check(2, 2, 1, "the token of ann belongs to bob");
  }

  @Test
  void aTokenThatNobodyKnows() throws Exception {
    tokens.issued("ann", "x", true);
    check(1, 1, 1, "the token of ann is answered with 404");
  }

  @Test
  void oneTokenForTwo() throws Exception {
    tokens.issued("ann", "a", true);
    tokens.issued("ann", "a", true);
    check(2, 2, 1, "the token of ann was given twice");
  }

  @Test
  void ofTheSteadyLoginsOnlySomeAreKept() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      tokens.issued("ann", "a" + i, false);
    }
    check(200, 0, 200, "the token of ann is answered with 404");
  }
}
