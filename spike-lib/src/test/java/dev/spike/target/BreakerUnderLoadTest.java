package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Fact;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads at once: a correct breaker is never called wrong, a broken one still found. */
class BreakerUnderLoadTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 700;

  private final AtomicInteger failPercent = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aCorrectBreakerIsNeverCalledWrong(long seed) throws Exception {
    BreakerTarget target = target(CircuitBreaker.of("b", randomConfig(seed)), seed);
    target.start();
    drive(target, seed);
    List<Fact> facts = target.facts();
    assertThat(red(target, facts)).as("seed %s: %s", seed, facts).isEmpty();
    assertThat(Judged.value("breaker.openings", facts)).isPositive();
  }

  private static CircuitBreakerConfig randomConfig(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    CircuitBreakerConfig.Builder config =
        CircuitBreakerConfig.custom()
            .slidingWindow(
                2 + random.nextInt(29),
                1 + random.nextInt(20),
                seed % 2 == 0 ? SlidingWindowType.COUNT_BASED : SlidingWindowType.TIME_BASED,
                seed % 4 < 2
                    ? SlidingWindowSynchronizationStrategy.SYNCHRONIZED
                    : SlidingWindowSynchronizationStrategy.LOCK_FREE)
            .failureRateThreshold(10 + random.nextInt(60))
            .slowCallRateThreshold(20 + random.nextInt(80))
            .slowCallDurationThreshold(Duration.ofNanos(60_000))
            .permittedNumberOfCallsInHalfOpenState(1 + random.nextInt(6))
            .waitDurationInOpenState(Duration.ofMillis(1 + random.nextInt(10)))
            .automaticTransitionFromOpenToHalfOpenEnabled(random.nextBoolean())
            .ignoreExceptions(IllegalStateException.class);
    return random.nextBoolean()
        ? config.maxWaitDurationInHalfOpenState(Duration.ofMillis(2 + random.nextInt(5))).build()
        : config.build();
  }

  private BreakerTarget target(CircuitBreaker breaker, long seed) {
    AtomicInteger calls = new AtomicInteger();
    return BreakerTarget.of(breaker)
        .refusingWithin(Duration.ofMinutes(1))
        .protecting(() -> dependency(new SplittableRandom(seed * 31 + calls.getAndIncrement())));
  }

  private int dependency(SplittableRandom random) throws IOException {
    if (random.nextInt(100) < 20) {
      LockSupport.parkNanos(random.nextInt(80_000));
    }
    int drawn = random.nextInt(100);
    if (drawn < failPercent.get()) {
      throw new IOException("down");
    }
    if (drawn > 95) {
      throw new IllegalStateException("ignored");
    }
    return drawn;
  }

  /** The fault comes and goes; at the end all is well until the breaker has closed. */
  private void drive(BreakerTarget target, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Crowd.of(
        THREADS,
        ROUNDS,
        (thread, round) -> {
          if (thread == 0 && round % 100 == 0) {
            failPercent.set(round == 0 ? 100 : random.nextInt(2) * random.nextInt(100));
          }
          LockSupport.parkNanos(20_000);
          target.operate();
        });
    failPercent.set(0);
    org.awaitility.Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(30))
        .until(() -> closes(target));
  }

  private static boolean closes(BreakerTarget target) throws Exception {
    Crowd.of(2, 20, (thread, round) -> target.operate());
    return target.breaker().getState() == State.CLOSED;
  }

  private static List<String> red(BreakerTarget target, List<Fact> facts) {
    return Judged.red(target.criteria(), facts).stream()
        .filter(name -> !name.startsWith("?"))
        .toList();
  }

  @Test
  void aBreakerThatNeverOpensIsFoundAmongManyThreads() throws Exception {
    BreakerTarget target = target(new Twins.NeverOpens(plain(20)), 1);
    target.start();
    failPercent.set(100);
    Crowd.of(THREADS, 100, (thread, round) -> target.operate());
    assertThat(red(target, target.facts())).containsExactly(BreakerChecks.OPENED_LATE);
  }

  @Test
  void aBreakerThatLetsCallsThroughIsFoundAmongManyThreads() throws Exception {
    BreakerTarget target = target(new Twins.Leaky(plain(60_000), State.OPEN), 1);
    target.start();
    failPercent.set(100);
    Crowd.of(THREADS, 100, (thread, round) -> target.operate());
    assertThat(red(target, target.facts())).containsExactly(BreakerChecks.GOT_THROUGH);
  }

  private static CircuitBreakerConfig plain(int waitMillis) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(20)
        .minimumNumberOfCalls(10)
        .waitDurationInOpenState(Duration.ofMillis(waitMillis))
        .build();
  }
}
