package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.Scenario;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A target of a breaker as it is put together, before any load. */
class BreakerTargetUseTest {
  @Test
  void refusalsOfAnotherBreakerAreFailures() {
    CircuitBreaker other = CircuitBreaker.of("other", CircuitBreakerConfig.ofDefaults());
    other.transitionToForcedOpenState();
    BreakerTarget target =
        BreakerTarget.of(CircuitBreaker.of("b", CircuitBreakerConfig.ofDefaults()))
            .calling(() -> other.executeCallable(() -> 1));
    assertThatThrownBy(target::operate).isInstanceOf(CallNotPermittedException.class);
  }

  @Test
  void appliesToAScenario() {
    Scenario scenario =
        BreakerTarget.of(CircuitBreaker.of("b", CircuitBreakerConfig.ofDefaults()))
            .applyTo(Scenario.named("activation"));
    assertThat(scenario.name()).isEqualTo("activation");
  }

  @Test
  void aLimitForRefusalsOfZeroIsRefused() {
    BreakerTarget target =
        BreakerTarget.of(CircuitBreaker.of("b", CircuitBreakerConfig.ofDefaults()));
    assertThatThrownBy(() -> target.refusingWithin(Duration.ZERO))
        .hasMessageContaining("must be above zero");
  }
}
