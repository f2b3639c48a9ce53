package dev.spike.samples.storefront.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RecordingSink sink = new RecordingSink();

  private static final class RecordingSink implements Feed.Sink {
    private final List<String> sent = new ArrayList<>();
    private final List<Runnable> onItsWay = new ArrayList<>();
    private boolean slow;
    private boolean givenUp;

    @Override
    public void send(String text, Runnable done) {
      sent.add(text);
      if (slow) {
        onItsWay.add(done);
      } else {
        done.run();
      }
    }

    @Override
    public void giveUp(String reason) {
      givenUp = true;
    }
  }

  private Subscription subscription(int dropEvery) {
    return new Subscription(42, sink, dropEvery, nanos::get);
  }

  @Test
  void numbersFromOneInOrder() {
    Subscription subscription = subscription(0);
    for (int i = 0; i < 3; i++) {
      subscription.tick();
    }
    assertThat(sink.sent)
        .containsExactly(
            "{\"subscriber\":42,\"seq\":1}",
            "{\"subscriber\":42,\"seq\":2}",
            "{\"subscriber\":42,\"seq\":3}");
  }

  @Test
  void theFaultLosesANumber() {
    Subscription subscription = subscription(3);
    for (int i = 0; i < 4; i++) {
      subscription.tick();
    }
    assertThat(sink.sent)
        .map(text -> text.replaceAll("\\D+", " ").strip())
        .containsExactly("42 1", "42 2", "42 4", "42 5");
  }

  @Test
  void aSlowOneGetsNoMoreUntilItHasTakenTheLast() {
    sink.slow = true;
    Subscription subscription = subscription(0);
    subscription.tick();
    subscription.tick();
    assertThat(sink.sent).hasSize(1);
    sink.onItsWay.get(0).run();
    subscription.tick();
    assertThat(sink.sent).hasSize(2).last().asString().contains("\"seq\":2");
  }

  @Test
  void oneThatTakesNothingIsGivenUp() {
    sink.slow = true;
    Subscription subscription = subscription(0);
    subscription.tick();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(9));
    subscription.tick();
    assertThat(sink.givenUp).isFalse();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    subscription.tick();
    assertThat(sink.givenUp).isTrue();
  }

  @Test
  void nothingIsSentAfterTheEnd() {
    Subscription subscription = subscription(0);
    subscription.end();
    subscription.tick();
    assertThat(sink.sent).isEmpty();
  }
}
