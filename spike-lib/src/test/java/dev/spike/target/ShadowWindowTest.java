package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.target.ShadowWindow.Bounds;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowWindowTest {
  private static final long SLOW_MILLIS = 10;
  private static final Stay ALWAYS_CLOSED =
      new Stay(State.CLOSED, 0, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, null, null);

  /** A clock that stands still until it is moved. */
  private static final class HandClock extends Clock {
    private long millis = 1_000_000_500;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void oneThreadGivesTheRatesOfTheRealBreaker(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HandClock clock = new HandClock();
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindow(
                1 + random.nextInt(12),
                1 + random.nextInt(8),
                seed % 2 == 0 ? SlidingWindowType.COUNT_BASED : SlidingWindowType.TIME_BASED,
                SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
            .slowCallDurationThreshold(java.time.Duration.ofMillis(SLOW_MILLIS))
            .initialState(State.METRICS_ONLY)
            .clock(clock)
            .build();
    CircuitBreaker breaker = CircuitBreaker.of("real", config);
    WindowRule rule = new BreakerRules(config).closedWindow();
    List<BreakerCall> calls = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      clock.millis += random.nextInt(700);
      calls.add(answer(breaker, clock, random, 10L * i));
      rates.add((double) breaker.getMetrics().getFailureRate());
      rates.add((double) breaker.getMetrics().getSlowCallRate());
    }
    ShadowWindow shadow = new ShadowWindow(calls);
    for (int i = 0; i < calls.size(); i++) {
      assertSame(
          shadow.at(calls.get(i), ALWAYS_CLOSED, rule),
          rule,
          rates.get(2 * i),
          rates.get(2 * i + 1));
    }
  }

  private static BreakerCall answer(
      CircuitBreaker breaker, HandClock clock, SplittableRandom random, long begin) {
    BreakerCall call = call(begin, begin + 5, random.nextBoolean());
    BreakerCall stamped = new BreakerCall(begin, clock.millis());
    stamped.end = call.end;
    stamped.clockEnd = clock.millis();
    stamped.kind = BreakerCall.Kind.ANSWERED;
    stamped.failed = call.failed;
    long duration = random.nextInt(2 * (int) SLOW_MILLIS);
    stamped.slow = duration > SLOW_MILLIS;
    if (call.failed) {
      breaker.onError(duration, TimeUnit.MILLISECONDS, new IllegalStateException("no"));
    } else {
      breaker.onSuccess(duration, TimeUnit.MILLISECONDS);
    }
    return stamped;
  }

  private static void assertSame(Bounds bounds, WindowRule rule, double failed, double slow) {
    assertThat(bounds.fewest()).isEqualTo(bounds.most());
    if (failed < 0) {
      assertThat(bounds.most()).isLessThan(rule.minimum());
      return;
    }
    assertThat(bounds.lowestFailed()).isEqualTo((float) failed);
    assertThat(bounds.highestFailed()).isEqualTo((float) failed);
    assertThat(bounds.lowestSlow()).isEqualTo((float) slow);
    assertThat(bounds.highestSlow()).isEqualTo((float) slow);
  }

  private static BreakerCall call(long begin, long end, boolean failed) {
    BreakerCall call = new BreakerCall(begin, 0);
    call.end = end;
    call.kind = BreakerCall.Kind.ANSWERED;
    call.failed = failed;
    return call;
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void boundsHoldForEveryOrderThatOverlapAllows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WindowRule rule = WindowRule.ofCalls(1 + random.nextInt(6), 1);
    for (int round = 0; round < 300; round++) {
      checkRandomOrder(random, rule);
    }
  }

  /** Each call acts at a random instant of its own; that order is one of those allowed. */
  private static void checkRandomOrder(SplittableRandom random, WindowRule rule) {
    record Acted(BreakerCall call, long at) {}
    List<Acted> acted = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      long begin = 10L + random.nextInt(400);
      int length = random.nextInt(10) == 0 ? 400 : 60; // now and then a thread is held up
      BreakerCall call = call(begin, begin + 1 + random.nextInt(length), random.nextBoolean());
      acted.add(new Acted(call, begin + random.nextLong(call.end - begin + 1)));
    }
    acted.sort(java.util.Comparator.comparingLong(Acted::at));
    ShadowWindow shadow = new ShadowWindow(acted.stream().map(Acted::call).toList());
    BiFunction<Integer, Integer, Long> failures =
        (from, to) -> acted.subList(from, to).stream().filter(a -> a.call().failed).count();
    for (int i = 0; i < acted.size(); i++) {
      int from = Math.max(0, i + 1 - rule.size());
      float rate = failures.apply(from, i + 1) * 100f / (i + 1 - from);
      Bounds bounds = shadow.at(acted.get(i).call(), ALWAYS_CLOSED, rule);
      assertThat(rate).isBetween(bounds.lowestFailed(), bounds.highestFailed());
      assertThat(i + 1 - from).isBetween(bounds.fewest(), bounds.most());
    }
  }

  @Test
  void whatTheBreakerTookInElsewhereDoesNotCount() {
    BreakerCall before = call(10, 12, true);
    BreakerCall across = call(18, 24, true);
    BreakerCall inside = call(30, 32, false);
    Stay stay = new Stay(State.CLOSED, 0, 19, 22, Long.MAX_VALUE, Long.MAX_VALUE, null, null);
    Bounds bounds =
        new ShadowWindow(List.of(before, across, inside))
            .at(inside, stay, WindowRule.ofCalls(5, 1));
    assertThat(bounds).isEqualTo(new Bounds(1, 2, 0, 50, 0, 0));
  }
}
