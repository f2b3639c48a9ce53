package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A request that the API does not get done with. */
class AnswerTimeTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Limits LIMITS =
      new Limits(10, 1_000, 10_000, LONG, Duration.ofMillis(50), LONG, LONG, LONG);

  private final CompletableFuture<Answer> stuck = new CompletableFuture<>();

  private CompletionStage<Answer> answer(Request request) {
    return request.target().equals("/stuck")
        ? stuck
        : CompletableFuture.completedFuture(Answer.json(200, "{}"));
  }

  @Test
  void itsClientIsToldAndServedOn() throws IOException {
    try (Endpoint endpoint = Endpoint.bind("localhost", 0, this::answer, LIMITS);
        Wire wire = new Wire(endpoint.address())) {
      Wire.Reply late = wire.ask("GET", "/stuck", "");
      assertThat(late.status()).isEqualTo(503);
      assertThat(late.type()).startsWith("text/html");
      assertThat(late.body())
          .isEqualTo(
              "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>");

      // What comes of it after all belongs to no request any more.
      stuck.complete(Answer.json(200, "{\"late\":true}"));
      assertThat(wire.ask("GET", "/other", "").body()).isEqualTo("{}");
    }
  }

  @Test
  void theTimesAreToxiproxys() {
    Limits standard = Limits.standard();
    assertThat(standard.read()).hasSeconds(15);
    assertThat(standard.answer()).hasSeconds(25);
    assertThat(standard.write()).hasSeconds(30);
    assertThat(standard.idle()).hasSeconds(60);
  }
}
