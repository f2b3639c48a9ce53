package dev.spike.chaos.http;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.hang;
import static dev.spike.chaos.http.HttpFaults.status;
import static dev.spike.chaos.http.HttpFaults.tooManyRequests;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.Lease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real client against a real server. */
@Timeout(120)
class ChaosHttpClientTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  private final AtomicInteger served = new AtomicInteger();
  private final HttpClient target = HttpClient.newHttpClient();
  private final HttpClient client = ChaosHttpClient.wrap(target, "http.shop");
  private HttpServer server;
  private HttpRequest request;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          served.incrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/items"))
            .build();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HttpResponse<String> send() throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void nothingArmedNothingChanged() throws Exception {
    assertThat(send().body()).isEqualTo("ok");
    assertThat(client.sendAsync(request, BodyHandlers.ofString()).get().body()).isEqualTo("ok");
    assertThat(client.version()).isEqualTo(target.version());
    assertThat(client.sslContext()).isSameAs(target.sslContext());
    assertThat(client.newWebSocketBuilder()).isNotNull();
  }

  @Test
  void anAnswerThatNoServerGave() throws Exception {
    try (Lease lease = status(503).on("http.shop").arm(ARMING)) {
      HttpResponse<String> response = send();
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).isEmpty();
      assertThat(response.uri()).isEqualTo(request.uri());
      assertThat(client.sendAsync(request, BodyHandlers.ofString(), null).get().statusCode())
          .isEqualTo(503);
      assertThat(served).hasValue(0);
      assertThat(lease.fired()).isEqualTo(2);
    }
    try (Lease lease =
        tooManyRequests(ofSeconds(7))
            .on("http.shop")
            .matching(of -> of instanceof HttpRequest r && r.uri().getPath().startsWith("/items"))
            .arm(ARMING)) {
      assertThat(send().headers().firstValue("Retry-After")).contains("7");
      assertThat(send().statusCode()).isEqualTo(429);
    }
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Test
  void anEmptyBodyIsOneForEachHandler() throws Exception {
    try (Lease lease = status(503).on("http.shop").arm(ARMING)) {
      assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).isEmpty();
      assertThat(client.send(request, BodyHandlers.ofLines()).body()).isEmpty();
      assertThat(client.send(request, BodyHandlers.ofInputStream()).body()).isEmpty();
      assertThat(client.send(request, BodyHandlers.discarding()).body()).isNull();
      Flow.Publisher<List<ByteBuffer>> body =
          client.send(request, BodyHandlers.ofPublisher()).body();
      BodySubscriber<String> reader = BodySubscribers.ofString(UTF_8);
      body.subscribe(reader);
      assertThat(reader.getBody().toCompletableFuture().get()).isEmpty();
      assertThat(lease.fired()).isEqualTo(5);
    }
  }

  @Test
  void nothingIsGivenThatNobodyAskedFor() throws Exception {
    CompletableFuture<Integer> pieces = new CompletableFuture<>();
    try (Lease lease = status(503).on("http.shop").arm(ARMING)) {
      client.send(request, BodyHandlers.fromSubscriber(new Counting(pieces)));
      assertThat(pieces.get()).isZero();
      assertThat(lease.fired()).isEqualTo(1);
    }
  }

  /** Asks for nothing; counts what comes all the same. */
  private static final class Counting implements Flow.Subscriber<List<ByteBuffer>> {
    private final CompletableFuture<Integer> total;
    private int pieces;

    Counting(CompletableFuture<Integer> total) {
      this.total = total;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(List<ByteBuffer> piece) {
      pieces++;
    }

    @Override
    public void onError(Throwable thrown) {
      total.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      total.complete(pieces);
    }
  }

  @Test
  void exceptionsArriveAsAClientThrowsThem() {
    try (Lease lease = exception(() -> new IOException("reset")).on("http.shop").arm(ARMING)) {
      assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasMessage("reset");
      assertThatThrownBy(() -> client.sendAsync(request, BodyHandlers.ofString()).get())
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("reset");
    }
    try (Lease lease = exception(() -> new SQLException("odd")).on("http.shop").arm(ARMING)) {
      assertThatThrownBy(this::send)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("http.shop")
          .hasCauseInstanceOf(SQLException.class);
    }
  }

  @Test
  void anAsynchronousExchangeHangsWithoutItsCaller() throws Exception {
    CompletableFuture<HttpResponse<String>> answer;
    try (Lease lease = hang().on("http.shop").arm(ARMING)) {
      answer = client.sendAsync(request, BodyHandlers.ofString());
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 1);
      assertThat(answer).isNotDone();
    }
    assertThat(answer.get().body()).isEqualTo("ok");
  }

  private int sendAside() {
    return client.sendAsync(request, BodyHandlers.ofString()).join().statusCode();
  }

  @Test
  void aRetryOfAnAsynchronousExchangeIsTheNextHitOfTheOperation() throws Exception {
    try (Lease lease = status(503).on("http.shop").firstInEachCall(1).arm(ARMING)) {
      try (ChaosCall.Scope call = ChaosCall.enter(0)) {
        assertThat(List.of(sendAside(), sendAside(), sendAside())).containsExactly(503, 200, 200);
        assertThat(send().statusCode()).isEqualTo(200);
        assertThat(call.arrivalIndex()).isZero();
      }
      try (ChaosCall.Scope call = ChaosCall.enter(1)) {
        assertThat(send().statusCode()).isEqualTo(503);
        assertThat(sendAside()).isEqualTo(200);
        assertThat(call.arrivalIndex()).isEqualTo(1);
      }
      await().atMost(ofSeconds(60)).until(() -> lease.considered() == 6);
      assertThat(lease.fired()).isEqualTo(2);
    }
  }

  @Test
  void aRetryMadeWhenTheAnswerComesIsTheNextHitToo() throws Exception {
    try (Lease lease = status(503).on("http.shop").firstInEachCall(1).arm(ARMING);
        ChaosCall.Scope call = ChaosCall.enter(0)) {
      HttpResponse<String> last =
          client
              .sendAsync(request, BodyHandlers.ofString())
              .thenCompose(first -> client.sendAsync(request, BodyHandlers.ofString()))
              .get();
      assertThat(last.statusCode()).as("of arrival %d", call.arrivalIndex()).isEqualTo(200);
      assertThat(lease.fired()).isEqualTo(1);
    }
  }

  @Test
  void closingIsHandedOnWhereTheJdkHasIt() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
    HttpClient other = HttpClient.newHttpClient();
    ((AutoCloseable) (Object) ChaosHttpClient.wrap(other, "http.closed")).close();
    assertThat(HttpClient.class.getMethod("isTerminated").invoke(other)).isEqualTo(true);
    assertThatThrownBy(() -> other.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aStatusThatIsNoneIsRefused() {
    assertThatThrownBy(() -> status(99)).hasMessageContaining("was 99");
  }
}
