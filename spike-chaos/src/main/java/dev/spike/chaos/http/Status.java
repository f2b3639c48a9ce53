package dev.spike.chaos.http;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** An answer that no server gave. Its empty body is made by the caller's own handler. */
record Status(int code, Map<String, String> fields) implements CallFault {
  Status {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException(
          "The status to answer with was %d, but must be from 200 to 599: give for example 503"
              .formatted(code));
    }
  }

  @Override
  public String kind() {
    return "http-" + code;
  }

  @Override
  public Effect begin(Lease lease) {
    return new Effect() {
      @Override
      public boolean fits(Hit hit) {
        return hit.subject() instanceof HttpRequest;
      }

      @Override
      public void act(Hit hit) {
        hit.answer(Status.this);
      }
    };
  }

  <T> HttpResponse<T> answer(
      HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpClient.Version version)
      throws Exception {
    Map<String, List<String>> lists =
        fields.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    Head head = new Head(code, HttpHeaders.of(lists, (name, value) -> true), version);
    HttpResponse.BodySubscriber<T> body = handler.apply(head);
    body.onSubscribe(new Nothing());
    body.onComplete();
    return new Answer<>(request, head, body.getBody().toCompletableFuture().get());
  }

  private record Head(int statusCode, HttpHeaders headers, HttpClient.Version version)
      implements HttpResponse.ResponseInfo {}

  private static final class Nothing implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  private record Answer<T extends @Nullable Object>(HttpRequest request, Head head, T body)
      implements HttpResponse<T> {
    @Override
    public int statusCode() {
      return head.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return head.headers();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public HttpClient.Version version() {
      return head.version();
    }
  }
}
