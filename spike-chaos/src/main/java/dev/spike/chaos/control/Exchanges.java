package dev.spike.chaos.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an exchange to a route and back: the token, the bounds of a body, the form of an answer. */
final class Exchanges implements HttpHandler {
  static final int MAX_BODY = 16 * 1024;

  private static final Logger log = LoggerFactory.getLogger(ChaosServer.class);

  private final Token token;
  private final Routes routes;
  private final Workers workers;

  Exchanges(Token token, Routes routes, Workers workers) {
    this.token = token;
    this.routes = routes;
    this.workers = workers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    try {
      if (!token.isShownBy(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        return Answer.error(
            401, "The token is missing or wrong: send it as Authorization: Bearer TOKEN");
      }
      String body = body(exchange);
      workers.received();
      return routes.answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
    } catch (Refusal refused) {
      return Answer.error(refused.status(), String.valueOf(refused.getMessage()));
    } catch (IllegalArgumentException refused) {
      return Answer.error(400, String.valueOf(refused.getMessage()));
    } catch (RuntimeException failed) {
      log.warn("A request for a fault failed", failed);
      return Answer.error(500, "The request failed: " + failed);
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getRawQuery() != null) {
      throw Refusal.badRequest(
          "The address had a query, but parameters go into the body: send them there, as curl -d does");
    }
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new Refusal(
          413, "The body was above %d bytes: send parameters only".formatted(MAX_BODY));
    }
    return new String(bytes, UTF_8);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    String accepted = exchange.getRequestHeaders().getFirst("Accept");
    boolean form = Form.MEDIA_TYPE.equals(accepted);
    headers.set("Content-Type", form ? Form.MEDIA_TYPE : "application/json");
    headers.set("Cache-Control", "no-store");
    byte[] bytes = (form ? answer.form() : answer.json()).getBytes(UTF_8);
    boolean bare = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), bare ? -1 : bytes.length);
    if (!bare) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
