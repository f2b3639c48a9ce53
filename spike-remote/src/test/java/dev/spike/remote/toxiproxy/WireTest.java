package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Status, headers and body, to the letter, of what a running Toxiproxy was seen to answer. */
class WireTest {
  private static final String ERROR = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  /** A request and its answer; a body of null is not looked at. */
  private record Case(
      String method, String path, String body, int status, String type, String answer) {}

  private static Case error(String method, String path, String body, int status, String text) {
    String answer = "{\"error\":\"" + text + "\",\"status\":" + status + "}\n";
    return new Case(method, path, body, status, ERROR, answer);
  }

  private static final String OFF =
      "{\"name\":\"p\",\"listen\":\"localhost:0\",\"upstream\":\"up:1\",\"enabled\":false}";
  private static final String P =
      "{\"name\":\"p\",\"listen\":\"localhost:0\",\"upstream\":\"up:1\",\"enabled\":false,"
          + "\"Logger\":{},\"toxics\":[%s]}";

  private static String toxic(String attributes, String name, String type, String rest) {
    return "{\"attributes\":{%s},\"name\":\"%s\",\"type\":\"%s\",%s}"
        .formatted(attributes, name, type, rest);
  }

  private static final String DOWN = "\"stream\":\"downstream\",\"toxicity\":1";
  private static final String LATENCY =
      toxic("\"latency\":5,\"jitter\":0", "latency_downstream", "latency", DOWN);
  private static final String TOXICS = "/proxies/p/toxics";
  private static final String STREAM = "stream was invalid, can be either upstream or downstream";

  private static final List<Case> CASES =
      List.of(
          new Case(
              "GET",
              "/version",
              "",
              200,
              "application/json;charset=utf-8",
              "{\"version\": \"2.12.0\"}\n"),
          new Case("GET", "/proxies", "", 200, JSON, "{}"),
          new Case("HEAD", "/proxies", "", 405, "", ""),
          new Case("PUT", "/proxies", "", 405, "", ""),
          new Case("BREW", "/proxies/p", "", 405, "", ""),
          new Case("GET", "/reset", "", 405, "", ""),
          new Case("GET", "/populate", "", 405, "", ""),
          new Case("POST", "/version", "", 405, "", ""),
          new Case("GET", "/proxies/", "", 404, ERROR, "404 page not found\n"),
          new Case("GET", "/nothing", "", 404, ERROR, "404 page not found\n"),
          new Case("GET", "/metrics", "", 404, ERROR, "404 page not found\n"),
          new Case("GET", "/proxies/a%2Fb", "", 404, ERROR, "404 page not found\n"),
          new Case("GET", "//proxies", "", 301, "", ""),
          new Case("GET", "/a/../proxies", "", 301, "", ""),
          error("GET", "/proxies/p", "", 404, "proxy not found"),
          error("POST", "/proxies/p", "", 404, "proxy not found"),
          error("DELETE", "/proxies/p", "", 404, "proxy not found"),
          error("GET", TOXICS, "", 404, "proxy not found"),
          error("POST", TOXICS, "", 404, "proxy not found"),
          error("POST", "/proxies", "", 400, "bad request body: EOF"),
          error("POST", "/proxies", "{}", 400, "missing required field: name"),
          error("POST", "/proxies", "null", 400, "missing required field: name"),
          error("POST", "/proxies", "{\"name\":\"p\"}", 400, "missing required field: upstream"),
          error(
              "POST",
              "/proxies",
              "{\"name\":\"p\",\"upstream\":\"u:1\",\"listen\":\"local373\"}",
              500,
              "listen tcp: address local373: missing port in address"),
          new Case("GET", "/proxies", "", 200, JSON, "{}"),
          new Case("POST", "/proxies", OFF, 201, JSON, P.formatted("")),
          error("POST", "/proxies", OFF, 409, "proxy already exists"),
          new Case("GET", "/proxies/p", "", 200, JSON, P.formatted("")),
          new Case("GET", "/proxies/%70?x=1", "", 200, JSON, P.formatted("")),
          new Case("GET", "/proxies", "", 200, JSON, "{\"p\":" + P.formatted("") + "}"),
          error(
              "PATCH",
              "/proxies/p",
              "{\"listen\":\"nonsense\"}",
              500,
              "address nonsense: missing port in address"),
          error("PATCH", "/proxies/p", "", 400, "bad request body: EOF"),
          new Case("GET", TOXICS, "", 200, JSON, "[]"),
          error("GET", TOXICS + "/t", "", 404, "toxic not found"),
          error("PATCH", TOXICS + "/t", "{}", 404, "toxic not found"),
          error("DELETE", TOXICS + "/t", "", 404, "toxic not found"),
          error("POST", TOXICS, "", 400, "bad request body: EOF"),
          error("POST", TOXICS, "{\"stream\":\"side\",\"type\":\"x\"}", 400, STREAM),
          error("POST", TOXICS, "{}", 400, "invalid toxic type"),
          error("POST", TOXICS, "{\"type\":\"down\"}", 400, "invalid toxic type"),
          new Case(
              "POST",
              TOXICS,
              "{\"TYPE\":\"latency\",\"Attributes\":{\"LATENCY\":5}}",
              200,
              JSON,
              LATENCY),
          error("POST", TOXICS, "{\"type\":\"latency\"}", 409, "toxic already exists"),
          error(
              "POST",
              TOXICS,
              "{\"type\":\"latency\",\"attributes\":{\"latency\":\"x\"}}",
              409,
              "toxic already exists"),
          new Case(
              "POST",
              TOXICS,
              "{\"type\":\"latency\",\"stream\":\"UPSTREAM\",\"attributes\":null,\"toxicity\":0.1}",
              200,
              JSON,
              toxic(
                  "\"latency\":0,\"jitter\":0",
                  "latency_UPSTREAM",
                  "latency",
                  "\"stream\":\"UPSTREAM\",\"toxicity\":0.1")),
          new Case(
              "GET",
              TOXICS,
              "",
              200,
              JSON,
              "["
                  + toxic(
                      "\"latency\":0,\"jitter\":0",
                      "latency_UPSTREAM",
                      "latency",
                      "\"stream\":\"UPSTREAM\",\"toxicity\":0.1")
                  + ","
                  + LATENCY
                  + "]"),
          new Case("DELETE", TOXICS + "/latency_UPSTREAM", "", 204, "", ""),
          error(
              "PATCH",
              TOXICS + "/latency_downstream",
              "{\"attributes\":{\"latency\":77,\"jitter\":1.5}}",
              400,
              "bad request body: json: cannot unmarshal number 1.5 into field attributes.jitter of"
                  + " type int64"),
          new Case("GET", TOXICS + "/latency_downstream", "", 200, JSON, LATENCY),
          new Case(
              "POST",
              TOXICS + "/latency_downstream",
              "{\"name\":\"x\",\"type\":\"noop\",\"stream\":\"upstream\",\"toxicity\":7.5,"
                  + "\"attributes\":{\"jitter\":2}} and more",
              200,
              JSON,
              toxic(
                  "\"latency\":5,\"jitter\":2",
                  "latency_downstream",
                  "latency",
                  "\"stream\":\"downstream\",\"toxicity\":7.5")),
          new Case("DELETE", TOXICS + "/latency_downstream", "", 204, "", ""),
          new Case(
              "POST",
              TOXICS,
              "{\"type\":\"noop\",\"name\":\"<&>\"}",
              200,
              JSON,
              toxic("", "\\u003c\\u0026\\u003e", "noop", DOWN)),
          new Case("DELETE", TOXICS + "/%3C&%3E", "", 204, "", ""),
          new Case(
              "POST",
              TOXICS,
              "{\"type\":\"slicer\",\"attributes\":{\"average_size\":9,\"delay\":3}}",
              200,
              JSON,
              toxic(
                  "\"average_size\":9,\"size_variation\":0,\"delay\":3",
                  "slicer_downstream",
                  "slicer",
                  DOWN)),
          new Case("DELETE", "/proxies/p", "", 204, "", ""),
          new Case("POST", "/populate", "[]", 201, JSON, "{\"proxies\":null}"),
          new Case("POST", "/populate", "null", 201, JSON, "{\"proxies\":null}"),
          new Case(
              "POST",
              "/populate",
              "",
              400,
              JSON,
              "{\"error\":\"bad request body: EOF\",\"status\":400,\"proxies\":null}"),
          new Case(
              "POST",
              "/populate",
              "[" + OFF + ",{\"name\":\"q\"}]",
              400,
              JSON,
              "{\"error\":\"missing required field: upstream at proxy 2\",\"status\":400,"
                  + "\"proxies\":null}"),
          new Case(
              "POST",
              "/populate",
              "[" + OFF + ",{}]",
              400,
              JSON,
              "{\"error\":\"missing required field: name at proxy 2\",\"status\":400,"
                  + "\"proxies\":null}"),
          new Case(
              "POST",
              "/populate",
              "[" + OFF + ",{\"name\":\"q\",\"upstream\":\"u:1\",\"listen\":\"x\"}]",
              500,
              JSON,
              "{\"error\":\"listen tcp: address x: missing port in address\",\"status\":500,"
                  + "\"proxies\":["
                  + P.formatted("")
                  + "]}"),
          new Case("GET", "/proxies", "", 200, JSON, "{\"p\":" + P.formatted("") + "}"));

  private ToxiproxyServer server;
  private Wire wire;

  @BeforeEach
  void start() throws IOException {
    server = ToxiproxyServer.start(ToxiproxyOptions.compatible().port(0));
    wire = new Wire(server.address());
  }

  @AfterEach
  void stop() throws IOException {
    wire.close();
    server.close();
  }

  @Test
  void answersToTheLetter() throws IOException {
    for (Case one : CASES) {
      Wire.Reply reply = wire.ask(one.method(), one.path(), one.body());
      assertThat(reply)
          .as("%s", one)
          .extracting(Wire.Reply::status, Wire.Reply::type, Wire.Reply::body)
          .containsExactly(one.status(), one.type(), one.answer());
    }
  }

  @Test
  void errorsAreNotSniffed() throws IOException {
    assertThat(wire.ask("GET", "/proxies/x", "").headers())
        .containsEntry("x-content-type-options", "nosniff");
  }

  @Test
  void matchedRoutesHaveAnId() throws IOException {
    String id = "x-toxiproxy-request-id";
    String first = wire.ask("GET", "/version", "").headers().get(id);
    assertThat(first).matches("[0-9a-v]{20}");
    assertThat(wire.ask("GET", "/version", "").headers().get(id)).isNotEqualTo(first);
    assertThat(wire.ask("GET", "/proxies/x", "").headers()).containsKey(id);
    assertThat(wire.ask("GET", "/nothing", "").headers()).doesNotContainKey(id);
    assertThat(wire.ask("PUT", "/version", "").headers()).doesNotContainKey(id);
  }

  @Test
  void browsersAreSentAway() throws IOException {
    Wire.Reply reply = wire.ask("GET", "/version", "User-Agent: Mozilla/5.0\r\n", "");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.type()).isEqualTo(ERROR);
    assertThat(reply.body()).isEqualTo("User agent not allowed\n");
    assertThat(wire.ask("GET", "/version", "User-Agent: mozilla/5.0\r\n", "").status())
        .isEqualTo(200);
    assertThat(wire.ask("GET", "/nothing", "User-Agent: Mozilla/5.0\r\n", "").status())
        .isEqualTo(404);
  }

  @Test
  void movedPathsSayWhere() throws IOException {
    assertThat(wire.ask("GET", "//proxies/a%20b", "").headers())
        .containsEntry("location", "/proxies/a%20b");
  }

  @Test
  void pathsAreDecodedAndAPlusStaysOne() throws IOException {
    create("a+b", "localhost:0");
    assertThat(wire.ask("GET", "/proxies/a+b#x", "").status()).isEqualTo(200);
    assertThat(wire.ask("GET", "http://localhost/proxies/%61%2Bb?x=%zz", "").status())
        .isEqualTo(200);
    assertThat(wire.ask("GET", "/proxies/a%20b", "").status()).isEqualTo(404);
    for (String broken : List.of("/proxies/%zz", "/proxies/%6", "/%")) {
      assertThat(wire.ask("GET", broken, "").body()).isEqualTo("400 Bad Request\n");
    }
  }

  private Wire.Reply create(String name, String listen) throws IOException {
    return wire.ask(
        "POST",
        "/proxies",
        "{\"name\":\"%s\",\"listen\":\"%s\",\"upstream\":\"u:1\"}".formatted(name, listen));
  }

  @Test
  void showsTheAddressThatWasBound() throws IOException {
    assertThat(create("a", "localhost:0").body())
        .containsPattern("\"listen\":\"127\\.0\\.0\\.1:[1-9]\\d*\"")
        .contains("\"enabled\":true");
    assertThat(create("b", "0.0.0.0:0").body()).containsPattern("\"listen\":\"\\[::]:[1-9]\\d*\"");
    assertThat(create("c", "").body()).containsPattern("\"listen\":\"\\[::]:[1-9]\\d*\"");
  }

  @Test
  void saysWhyItCannotListen() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      String in = "listen tcp 127.0.0.1:" + port + ": bind: address already in use";
      assertThat(create("a", "127.0.0.1:" + port).body())
          .isEqualTo("{\"error\":\"" + in + "\",\"status\":500}\n");
      assertThat(wire.ask("GET", "/proxies/a", "").status()).isEqualTo(404);

      create("a", "127.0.0.1:0");
      Wire.Reply moved = wire.ask("PATCH", "/proxies/a", "{\"listen\":\"localhost:" + port + "\"}");
      assertThat(moved.status()).isEqualTo(500);
      assertThat(moved.body()).contains(in);
      assertThat(wire.ask("GET", "/proxies/a", "").body())
          .contains("\"listen\":\"localhost:" + port + "\"", "\"enabled\":false");
      assertThat(wire.ask("POST", "/reset", "").body()).contains(in);
    }
    assertThat(wire.ask("POST", "/reset", "").status()).isEqualTo(204);
    assertThat(wire.ask("GET", "/proxies/a", "").body()).contains("\"enabled\":true");
  }

  @Test
  void populateLeavesWhatIsTheSame() throws IOException {
    String first = create("a", "localhost:0").body();
    String listen = first.replaceFirst(".*\"listen\":\"([^\"]*)\".*", "$1");
    wire.ask("POST", "/proxies/a/toxics", "{\"type\":\"noop\"}");
    String same =
        "[{\"name\":\"a\",\"listen\":\"%s\",\"upstream\":\"u:1\",\"enabled\":false}]"
            .formatted(listen.replace("127.0.0.1", "localhost"));
    assertThat(wire.ask("POST", "/populate", same).body())
        .contains("\"enabled\":true", "noop_downstream");
    Wire.Reply replaced = wire.ask("POST", "/populate", same.replace("u:1", "u:2"));
    assertThat(replaced.status()).isEqualTo(201);
    assertThat(replaced.body()).contains("\"enabled\":false", "\"toxics\":[]");
  }

  @Test
  void refusesWhatMakesNoSenseAlsoWhileDisabled() throws IOException {
    create("a", "localhost:0");
    refusesWhatMakesNoSense("/proxies/a/toxics");
    wire.ask("POST", "/proxies", OFF);
    refusesWhatMakesNoSense(TOXICS);
    wire.ask("POST", TOXICS, "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":1}}");
    String changed = TOXICS + "/bandwidth_downstream";
    assertThat(wire.ask("PATCH", changed, "{\"attributes\":{\"rate\":-1}}").status())
        .isEqualTo(400);
    assertThat(wire.ask("GET", changed, "").body()).contains("\"rate\":1");
  }

  private void refusesWhatMakesNoSense(String toxics) throws IOException {
    for (String attributes :
        List.of(
            "\"type\":\"slicer\"",
            "\"type\":\"slicer\",\"attributes\":{\"average_size\":5,\"size_variation\":5}",
            "\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}")) {
      Wire.Reply reply = wire.ask("POST", toxics, "{" + attributes + "}");
      assertThat(reply.status()).as(attributes).isEqualTo(400);
      assertThat(reply.body()).startsWith("{\"error\":\"bad request body: ");
    }
    assertThat(wire.ask("GET", toxics, "").body()).isEqualTo("[]");
  }
}
