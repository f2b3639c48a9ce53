package dev.spike.samples.storefront;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of one service, with the JDK's HTTP client. */
final class Client {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI service;

  record Answer(int status, JsonNode body) {
    String text(String field) {
      return body.get(field).asString();
    }
  }

  Client(URI service) {
    this.service = service;
  }

  HttpClient http() {
    return http;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(path, "GET", "");
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send(path, "POST", body);
  }

  Answer put(String path, String body) throws IOException, InterruptedException {
    return send(path, "PUT", body);
  }

  private Answer send(String path, String method, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(LIMIT)
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), json.readTree(response.body()));
  }
}
