package dev.spike.target;

import dev.spike.measure.Gauge;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.List;

/**
 * What a Resilience4j circuit breaker says of itself: {@code breaker.open} and {@code
 * breaker.half-open} (1 or 0; forced open is open), the shares {@code breaker.failure-rate} and
 * {@code breaker.slow-rate} from 0 to 1 (NaN below the minimum number of calls), and {@code
 * breaker.not-permitted}, the calls refused since the state was last changed. Thread-safe.
 */
public final class BreakerProbe implements Probe {
  private static final double PERCENT = 100;

  private final CircuitBreaker breaker;

  private BreakerProbe(CircuitBreaker breaker) {
    this.breaker = breaker;
  }

  /** A probe of this breaker. */
  public static BreakerProbe of(CircuitBreaker breaker) {
    return new BreakerProbe(breaker);
  }

  @Override
  public List<Gauge> gauges() {
    return List.of(
        new Gauge("breaker.open", Unit.COUNT, this::open),
        new Gauge("breaker.half-open", Unit.COUNT, () -> in(State.HALF_OPEN)),
        new Gauge(
            "breaker.failure-rate", Unit.RATIO, () -> share(breaker.getMetrics().getFailureRate())),
        new Gauge(
            "breaker.slow-rate", Unit.RATIO, () -> share(breaker.getMetrics().getSlowCallRate())),
        new Gauge(
            "breaker.not-permitted",
            Unit.COUNT,
            () -> breaker.getMetrics().getNumberOfNotPermittedCalls()));
  }

  private double open() {
    return Math.max(in(State.OPEN), in(State.FORCED_OPEN));
  }

  private double in(State state) {
    return breaker.getState() == state ? 1 : 0;
  }

  private static double share(float percent) {
    return percent < 0 ? Double.NaN : percent / PERCENT;
  }
}
