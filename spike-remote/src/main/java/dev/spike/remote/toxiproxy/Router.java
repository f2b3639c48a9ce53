package dev.spike.remote.toxiproxy;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds who answers a request. Each {@code *} of a pattern takes one segment of the decoded path,
 * so a name with a slash in it can never be reached.
 */
final class Router {
  private static final String BROWSER = "Mozilla/";
  private static final String ANY = "*";

  /** Answers a request whose path matched. */
  @FunctionalInterface
  interface Handler {
    CompletionStage<Answer> answer(List<String> names, byte[] body);
  }

  /** Methods that a pattern knows; {@code *} is any. */
  record Route(List<String> pattern, Map<String, Handler> handlers) {
    static Route of(String pattern, Map<String, Handler> handlers) {
      return new Route(segments(pattern), handlers);
    }

    @Nullable List<String> match(List<String> path) {
      if (path.size() != pattern.size()) {
        return null;
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < path.size(); i++) {
        if (pattern.get(i).equals(ANY) && !path.get(i).isEmpty()) {
          names.add(path.get(i));
        } else if (!pattern.get(i).equals(path.get(i))) {
          return null;
        }
      }
      return names;
    }
  }

  private final List<Route> routes;
  private final RequestIds ids = new RequestIds();

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** Never fails: what is wrong with the request is an answer too. */
  CompletionStage<Answer> answer(Request request) {
    String path;
    try {
      path = pathOf(request.target());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(Answer.plain(400, "400 Bad Request"));
    }
    String clean = clean(path);
    if (!clean.equals(path)) {
      return CompletableFuture.completedFuture(Answer.movedTo(encoded(clean)));
    }
    return answer(request, segments(path));
  }

  private CompletionStage<Answer> answer(Request request, List<String> path) {
    Answer missed = Answer.plain(404, "404 page not found");
    for (Route route : routes) {
      List<String> names = route.match(path);
      if (names != null) {
        Handler handler =
            route.handlers().getOrDefault(request.method(), route.handlers().get(ANY));
        if (handler != null) {
          return answer(request, handler, names)
              .thenApply(answer -> answer.with("X-Toxiproxy-Request-Id", ids.next()));
        }
        missed = Answer.empty(405);
      }
    }
    return CompletableFuture.completedFuture(missed);
  }

  private static CompletionStage<Answer> answer(
      Request request, Handler handler, List<String> names) {
    if (request.userAgent().startsWith(BROWSER)) {
      return CompletableFuture.completedFuture(Answer.plain(403, "User agent not allowed"));
    }
    CompletionStage<Answer> answer;
    try {
      answer = handler.answer(names, request.body().array());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.exceptionally(failure -> Answer.error(ApiError.of(failure)));
  }

  private static List<String> segments(String path) {
    return Arrays.asList(path.substring(1).split("/", -1));
  }

  /** Decoded; a plus stays one. */
  private static String pathOf(String target) {
    String local = target.replaceFirst("^(?i:https?)://[^/?#]*", "");
    String path = new QueryStringDecoder(local).path();
    return path.isEmpty() ? "/" : path;
  }

  /** Without empty segments and dots; a slash at the end stays. */
  private static String clean(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String end = path.endsWith("/") && !kept.isEmpty() ? "/" : "";
    return "/" + String.join("/", kept) + end;
  }

  private static String encoded(String path) {
    StringBuilder text = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 127 && "\"%<>?#\\^`{|}".indexOf(b) < 0) {
        text.append((char) b);
      } else {
        text.append(String.format("%%%02X", b & 0xff));
      }
    }
    return text.toString();
  }
}
