package dev.spike.samples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorefrontFeedTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();

  private static StorefrontInProcess backend(String... more) {
    List<String> flags = new ArrayList<>(List.of("--services", "backend"));
    flags.addAll(List.of(more));
    return StorefrontInProcess.start(
        StorefrontOptions.of(flags.toArray(String[]::new)), StorefrontHooks.none());
  }

  private static List<String> numbers(int subscriber, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(seq -> "{\"subscriber\":%d,\"seq\":%d}".formatted(subscriber, seq))
        .toList();
  }

  @Test
  void twoHundredSubscribersEachGetTheirOwnNumbersInOrder() throws Exception {
    try (StorefrontInProcess storefront = backend()) {
      URI uri = storefront.uri(Service.BACKEND);
      List<FeedClient> clients = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        clients.add(FeedClient.open(http, uri));
      }
      for (int i = 0; i < 200; i++) {
        clients.get(i).send("subscribe " + i);
      }
      await()
          .atMost(LIMIT)
          .until(() -> clients.stream().allMatch(client -> client.texts().size() >= 5));
      for (int i = 0; i < 200; i++) {
        assertThat(clients.get(i).texts().subList(0, 5)).isEqualTo(numbers(i, 5));
      }
      for (FeedClient client : clients) {
        client.close();
        assertThat(client.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1000);
      }
      await().atMost(LIMIT).until(() -> subscribers(storefront) == 0);
    }
  }

  @Test
  void oneThatDoesNotReadDoesNotStopOthers() throws Exception {
    try (StorefrontInProcess storefront = backend("--feed-interval-millis", "1")) {
      URI uri = storefront.uri(Service.BACKEND);
      FeedClient deaf = FeedClient.thatDoesNotRead(http, uri);
      deaf.send("subscribe 1");
      FeedClient other = FeedClient.open(http, uri);
      other.send("subscribe 2");
      await().atMost(LIMIT).until(() -> other.texts().size() >= 200);
      assertThat(other.texts().subList(0, 200)).isEqualTo(numbers(2, 200));
      assertThat(deaf.texts()).isEmpty();
    }
  }

  @Test
  void theFirstUpdateDoesNotWaitForTheInterval() throws Exception {
    try (StorefrontInProcess storefront = backend("--feed-interval-millis", "600000")) {
      FeedClient client = FeedClient.open(http, storefront.uri(Service.BACKEND));
      client.send("subscribe 3");
      await().atMost(LIMIT).until(() -> client.texts().size() == 1);
    }
  }

  @Test
  void theFaultLosesNumbers() throws Exception {
    try (StorefrontInProcess storefront =
        backend("--feed-interval-millis", "5", "--feed-drop-every", "4")) {
      FeedClient client = FeedClient.open(http, storefront.uri(Service.BACKEND));
      client.send("subscribe 1");
      await().atMost(LIMIT).until(() -> client.texts().size() >= 4);
      assertThat(client.texts()).doesNotContain("{\"subscriber\":1,\"seq\":4}");
      assertThat(client.texts()).contains("{\"subscriber\":1,\"seq\":5}");
    }
  }

  @Test
  void badTextsAndSecondSubscriptionsAreClosed() throws Exception {
    try (StorefrontInProcess storefront = backend()) {
      FeedClient wrong = FeedClient.open(http, storefront.uri(Service.BACKEND));
      wrong.send("hello");
      assertThat(wrong.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1008);
      FeedClient twice = FeedClient.open(http, storefront.uri(Service.BACKEND));
      twice.send("subscribe 1");
      twice.send("subscribe 1");
      assertThat(twice.closed().get(30, TimeUnit.SECONDS)).isEqualTo(1013);
    }
  }

  @Test
  void aServerThatStopsClosesItsSubscribers() throws Exception {
    FeedClient client;
    try (StorefrontInProcess storefront = backend()) {
      client = FeedClient.open(http, storefront.uri(Service.BACKEND));
      client.send("subscribe 1");
      FeedClient subscribed = client;
      await().atMost(LIMIT).until(() -> !subscribed.texts().isEmpty());
    }
    assertThat(client.closed()).succeedsWithin(LIMIT).isEqualTo(1001);
  }

  private static int subscribers(StorefrontInProcess storefront) {
    return storefront.backend().orElseThrow().feed().subscribers();
  }
}
