package dev.spike.chaos.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What curl would send. */
record Requests(URI server, String token) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Requests to(ChaosServer server) {
    return new Requests(server.uri(), server.token());
  }

  HttpResponse<String> get(String path) {
    return sent("GET", path, "");
  }

  HttpResponse<String> post(String path, String body) {
    return sent("POST", path, body);
  }

  HttpResponse<String> sent(String method, String path, String body) {
    return sent(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  static HttpResponse<String> sent(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The id of a lease that is armed by these parameters. */
  String armed(String body) {
    HttpResponse<String> answer = post("/v1/leases", body);
    Matcher id = Pattern.compile("\"id\":\"([0-9a-f]{16})\"").matcher(answer.body());
    if (answer.statusCode() != 201 || !id.find()) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return id.group(1);
  }
}
