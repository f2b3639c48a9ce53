package com.example.shop;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.warmup;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.Scenario;
import dev.spike.junit.Spike;
import dev.spike.junit.SpikeTest;
import dev.spike.remote.HttpTarget;
import java.net.URI;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Two hundred orders at one instant, over the port, while each statement takes 15 ms. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(Hooks.class)
class HttpSpikeTest {
  @SpikeTest
  void orders(Spike spike, @LocalServerPort int port) {
    try (HttpTarget shop = HttpTarget.of(URI.create("http://localhost:" + port))) {
      spike.verify(
          Scenario.named("orders-herd")
              .operation(arrival -> shop.post("/products/" + (1 + arrival.index() % 100) + "/orders", ""))
              .load(
                  warmup(perSecond(100)).lasting(seconds(6))
                      .then(baseline(perSecond(200)).lasting(seconds(9)))
                      .then(burst(200).over(perSecond(200)).lasting(seconds(2)))
                      .then(recovery(perSecond(200)).lasting(seconds(9))))
              .during(SPIKE, latency(millis(15)).on(Hooks.DATABASE))
              .expect(errorRate().during(SPIKE).below(percent(1)))
              .expect(p95().during(SPIKE).below(seconds(1)))
              .expect(recovery().within(seconds(3))));
    }
  }
}
