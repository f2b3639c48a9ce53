package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spike.measure.Fact;
import dev.spike.run.Disturbance;
import dev.spike.run.RejectedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerTargetTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final AtomicBoolean failing = new AtomicBoolean();

  private static CircuitBreakerConfig.Builder config() {
    return waitless().waitDurationInOpenState(Duration.ofMillis(20));
  }

  private static CircuitBreakerConfig.Builder waitless() {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(10)
        .minimumNumberOfCalls(10)
        .failureRateThreshold(50)
        .permittedNumberOfCallsInHalfOpenState(3);
  }

  private BreakerTarget target(CircuitBreaker breaker) {
    return BreakerTarget.of(breaker).refusingWithin(LONG).protecting(this::dependency);
  }

  private String dependency() throws IOException {
    if (failing.get()) {
      throw new IOException("payment is down");
    }
    return "paid";
  }

  /** Good calls, a fault, refusals, a failed trial, healing, and good calls again. */
  private void drive(BreakerTarget target) throws Exception {
    calls(target, 20);
    Disturbance.Active fault = target.watching(outage()).begin(1, 1);
    calls(target, 30);
    untilItTries(target);
    calls(target, 10);
    fault.close();
    untilItTries(target);
    calls(target, 20);
  }

  private Disturbance outage() {
    return new Disturbance() {
      @Override
      public String name() {
        return "outage";
      }

      @Override
      public Active begin(long seed, long lifetimeNanos) {
        failing.set(true);
        return new Active() {
          @Override
          public long fired() {
            return 1;
          }

          @Override
          public void close() {
            failing.set(false);
          }
        };
      }
    };
  }

  private static void calls(BreakerTarget target, int count) {
    for (int i = 0; i < count; i++) {
      quietly(target);
    }
  }

  private static boolean quietly(BreakerTarget target) {
    try {
      target.operate();
      return true;
    } catch (RejectedException e) {
      return false;
    } catch (Exception e) {
      return true;
    }
  }

  @Test
  void aCallWhoseEndIsNeverToldKeepsItsPermit() throws Exception {
    BreakerTarget target = target(CircuitBreaker.of("permits", config().build()));
    target.start();
    calls(target, 5);
    assertThat(target.permits().value().getAsDouble()).isZero();

    target.breaker().acquirePermission();
    target.breaker().acquirePermission();
    assertThat(target.permits().value().getAsDouble()).isEqualTo(2);
    target.breaker().releasePermission();
    assertThat(target.permits().value().getAsDouble()).isEqualTo(1);
    target.breaker().onError(1, TimeUnit.MILLISECONDS, new IOException("late"));
    assertThat(target.permits().value().getAsDouble()).isZero();
  }

  /** Calls until a call is let through again. */
  private static void untilItTries(BreakerTarget target) {
    await().pollInterval(Duration.ofMillis(1)).until(() -> quietly(target));
  }

  private static List<String> red(BreakerTarget target) {
    return Judged.red(target.criteria(), target.facts()).stream()
        .filter(name -> !name.startsWith("?"))
        .toList();
  }

  @Test
  void correctBreakerPassesWithEverythingChecked() throws Exception {
    BreakerTarget target = target(CircuitBreaker.of("b", config().build()));
    target.start();
    drive(target);
    List<Fact> facts = target.facts();
    assertThat(Judged.red(target.criteria(), facts)).isEmpty();
    assertThat(Judged.value("breaker.openings", facts)).isGreaterThanOrEqualTo(2);
    assertThat(Judged.value("breaker.rejected", facts)).isPositive();
    assertThat(Judged.value("breaker.time-to-open", facts)).isPositive();
    assertThat(Judged.value("breaker.time-to-open.predicted", facts)).isPositive().isLessThan(1e12);
    assertThat(Judged.value("breaker.time-to-close", facts)).isPositive();
    assertThat(Judged.value("breaker.time-to-close.predicted", facts)).isPositive();
  }

  @Test
  void aBreakerThatNeverOpensTurnsOpenedLateRedAlone() throws Exception {
    BreakerTarget target = target(new Twins.NeverOpens(config().build()));
    target.start();
    drive(target);
    assertThat(red(target)).containsExactly(BreakerChecks.OPENED_LATE);
  }

  @Test
  void aBreakerThatOpensTooLateTurnsOpenedLateRedAlone() throws Exception {
    CircuitBreakerConfig real = config().failureRateThreshold(90).build();
    BreakerTarget target = target(new Twins.ClaimsAnother(real, config().build()));
    target.start();
    drive(target);
    assertThat(red(target)).containsExactly(BreakerChecks.OPENED_LATE);
  }

  @Test
  void aBreakerThatOpensTooEarlyTurnsOpenedEarlyRedAlone() throws Exception {
    CircuitBreakerConfig claimed = config().failureRateThreshold(80).build();
    BreakerTarget target = target(new Twins.ClaimsAnother(config().build(), claimed));
    target.start();
    drive(target);
    assertThat(red(target)).containsExactly(BreakerChecks.OPENED_EARLY);
  }

  @Test
  void callsThatGetThroughWhileOpenTurnGotThroughRedAlone() throws Exception {
    BreakerTarget target = target(new Twins.Leaky(config().build(), State.OPEN));
    target.start();
    drive(target);
    assertThat(red(target)).containsExactly(BreakerChecks.GOT_THROUGH);
  }

  @Test
  void tooManyTrialsTurnExcessRedAlone() throws Exception {
    CircuitBreaker breaker = new Twins.Leaky(config().build(), State.HALF_OPEN);
    BreakerTarget target = target(breaker);
    target.start();
    calls(target, 10);
    failing.set(true);
    calls(target, 10);
    failing.set(false);
    await().pollInterval(Duration.ofMillis(1)).until(target.breaker()::tryAcquirePermission);
    for (int i = 1; i < 5; i++) {
      target.breaker().acquirePermission();
    }
    for (int i = 0; i < 5; i++) {
      target.breaker().onSuccess(1, TimeUnit.NANOSECONDS);
    }
    assertThat(red(target)).containsExactly(BreakerChecks.EXCESS);
    assertThat(Judged.fact(BreakerChecks.EXCESS, target.facts()).detail()).contains("5 calls");
  }

  @Test
  void aBreakerThatNeverClosesTurnsClosedLateRedAlone() throws Exception {
    BreakerTarget target = target(new Twins.NeverCloses(config().build()));
    target.start();
    drive(target);
    assertThat(red(target)).containsExactly(BreakerChecks.CLOSED_LATE);
  }

  @Test
  void aDependencyThatIsNotHealedTurnsClosedLateRedAlone() throws Exception {
    BreakerTarget target = target(CircuitBreaker.of("b", config().build()));
    target.start();
    calls(target, 20);
    failing.set(true);
    target.watching(outage()).begin(1, 1).close();
    failing.set(true);
    calls(target, 20);
    for (int i = 0; i < 3; i++) {
      untilItTries(target);
      calls(target, 5);
    }
    assertThat(red(target)).containsExactly(BreakerChecks.CLOSED_LATE);
  }

  @Test
  void aBreakerThatTriesTooEarlyOrTooLateIsFound() throws Exception {
    CircuitBreakerConfig quick = config().build();
    CircuitBreakerConfig patient = waitless().waitDurationInOpenState(LONG).build();
    BreakerTarget early = target(new Twins.ClaimsAnother(quick, patient));
    early.start();
    drive(early);
    assertThat(red(early)).containsExactly(BreakerChecks.HALF_OPENED_EARLY);

    CircuitBreakerConfig slow = waitless().waitDurationInOpenState(Duration.ofSeconds(2)).build();
    BreakerTarget late = target(new Twins.ClaimsAnother(slow, quick));
    late.start();
    calls(late, 10);
    failing.set(true);
    calls(late, 10);
    failing.set(false);
    untilItTries(late);
    calls(late, 20);
    assertThat(red(late)).containsExactly(BreakerChecks.HALF_OPENED_LATE);
  }

  @Test
  void aBreakerThatRefusesWhileClosedIsFound() throws Exception {
    BreakerTarget target = target(new Twins.Moody(config().build()));
    target.start();
    drive(target);
    assertThat(red(target)).containsExactly(BreakerChecks.REFUSED);
  }

  @Test
  void aBreakerThatWasGivenNoCauseHasNotPassed() {
    BreakerTarget target = target(CircuitBreaker.of("b", config().build()));
    target.start();
    calls(target, 50);
    assertThat(Judged.red(target.criteria(), target.facts()))
        .contains("?" + BreakerChecks.OPENED_LATE, "?" + BreakerChecks.GOT_THROUGH)
        .doesNotContain(BreakerChecks.OPENED_LATE, "?" + BreakerChecks.REFUSED);
  }

  @Test
  void lateAnswersAndIgnoredExceptionsAreToldApart() throws Exception {
    CircuitBreakerConfig config = config().ignoreExceptions(IllegalStateException.class).build();
    BreakerTarget target = target(CircuitBreaker.of("b", config));
    target.start();
    CircuitBreaker breaker = target.breaker();
    calls(target, 5);
    for (int i = 0; i < 4; i++) {
      breaker.acquirePermission();
    }
    failing.set(true);
    calls(target, 10);
    assertThat(breaker.getState()).isEqualTo(State.OPEN);
    breaker.onSuccess(1, TimeUnit.NANOSECONDS);
    failing.set(false);
    await().pollInterval(Duration.ofMillis(1)).until(breaker::tryAcquirePermission);
    for (int i = 1; i < 3; i++) {
      breaker.acquirePermission();
    }
    breaker.onError(1, TimeUnit.NANOSECONDS, new IllegalStateException("late and ignored"));
    breaker.acquirePermission();
    for (int i = 0; i < 3; i++) {
      breaker.onSuccess(1, TimeUnit.NANOSECONDS);
    }
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    List<Fact> facts = target.facts();
    assertThat(red(target)).isEmpty();
    assertThat(Judged.value("breaker.late-answers", facts)).isEqualTo(1);
    assertThat(Judged.value("breaker.ignored", facts)).isEqualTo(1);
  }

  @Test
  void callsPastTheTargetMakeItUnknown() {
    CircuitBreaker breaker = CircuitBreaker.of("b", config().build());
    BreakerTarget target = target(breaker);
    target.start();
    breaker.executeRunnable(() -> {});
    Fact fact = Judged.fact(BreakerChecks.OPENED_LATE, target.facts());
    assertThat(fact.value()).isNaN();
    assertThat(fact.detail()).contains("1 calls went past the target");
  }

  @Test
  void ordersMakeItUnknown() {
    BreakerTarget target = target(CircuitBreaker.of("b", config().build()));
    target.start();
    target.breaker().transitionToOpenState();
    assertThat(Judged.fact(BreakerChecks.GOT_THROUGH, target.facts()).detail())
        .contains("ordered 1 times");
  }

  @Test
  void openingByHandPastTheTargetIsAnOpeningWithoutCause() {
    CircuitBreaker breaker = CircuitBreaker.of("b", config().build());
    BreakerTarget target = target(breaker);
    target.start();
    calls(target, 20);
    breaker.transitionToOpenState();
    assertThat(red(target)).contains(BreakerChecks.OPENED_EARLY);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void stateIsPutBackByName(State state) throws Exception {
    CircuitBreaker breaker = CircuitBreaker.of("b", config().initialState(state).build());
    BreakerTarget target = target(breaker);
    target.start();
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    drive(target);
    assertThat(red(target)).isEmpty();
    assertThat(Judged.fact("breaker.not-restored", target.facts()).detail()).contains("" + state);
    target.restore();
    assertThat(breaker.getState()).isEqualTo(state);
  }

  @Test
  void automaticTransitionAndLimitOfTheTrialAreUnderstood() throws Exception {
    CircuitBreakerConfig config =
        config()
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .maxWaitDurationInHalfOpenState(Duration.ofMillis(20))
            .build();
    CircuitBreaker breaker = CircuitBreaker.of("b", config);
    BreakerTarget target = target(breaker);
    target.start();
    calls(target, 10);
    failing.set(true);
    calls(target, 10);
    await().until(() -> Judged.value("breaker.openings", target.facts()) >= 3);
    failing.set(false);
    await()
        .until(
            () -> {
              calls(target, 10);
              return breaker.getState() == State.CLOSED;
            });
    assertThat(red(target)).isEmpty();
  }

  @Test
  void aRandomWaitIsNotHeldAgainstIt() throws Exception {
    CircuitBreakerConfig config =
        waitless().waitIntervalFunctionInOpenState(IntervalFunction.ofRandomized(20)).build();
    BreakerTarget target = target(CircuitBreaker.of("b", config));
    target.start();
    drive(target);
    assertThat(red(target)).isEmpty();
    assertThat(target.criteria())
        .noneMatch(criterion -> criterion.label().equals(BreakerChecks.HALF_OPENED_EARLY));
  }

  @Test
  void refusalsThatAreSlowAreFound() throws Exception {
    BreakerTarget target =
        BreakerTarget.of(new Twins.SlowToRefuse(config().build()))
            .refusingWithin(Duration.ofMillis(2))
            .protecting(this::dependency);
    target.start();
    drive(target);
    assertThat(red(target)).containsExactly("breaker.rejected.p95");
  }
}
