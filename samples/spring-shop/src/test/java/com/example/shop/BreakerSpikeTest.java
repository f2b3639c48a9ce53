package com.example.shop;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.LoadProfile.warmup;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.judge.Criteria.fact;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.FaultDisturbance;
import dev.spike.Scenario;
import dev.spike.junit.Spike;
import dev.spike.junit.SpikeTest;
import dev.spike.measure.Unit;
import dev.spike.run.Disturbance;
import dev.spike.target.BreakerTarget;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The bank fails for three seconds: the breaker that Spring made has to open within one, and close again. */
@SpringBootTest
@Import(Hooks.class)
class BreakerSpikeTest {
  @Autowired CircuitBreakerRegistry breakers;
  @Autowired Orders orders;

  @SpikeTest
  void bankDown(Spike spike) {
    BreakerTarget payments = BreakerTarget.of(breakers.circuitBreaker("payments"));
    breakers.replace("payments", payments.breaker());
    Disturbance bankDown =
        FaultDisturbance.of(exception(() -> new IllegalStateException("bank is down")).on(Hooks.BANK));
    Scenario scenario =
        Scenario.named("bank-down")
            .load(
                warmup(perSecond(300)).lasting(seconds(2))
                    .then(baseline(perSecond(300)).lasting(seconds(6)))
                    .then(spike(perSecond(300)).lasting(seconds(3)))
                    .then(recovery(perSecond(300)).lasting(seconds(9))))
            .during(SPIKE, payments.watching(bankDown))
            .expect(fact("breaker.time-to-open", Unit.NANOS).below(seconds(1)))
            .expect(recovery().within(seconds(3)));
    spike.verify(payments.calling(() -> orders.place(1)).applyTo(scenario));
  }
}
