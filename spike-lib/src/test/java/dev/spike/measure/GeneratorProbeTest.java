package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class GeneratorProbeTest {
  @Test
  void sharesLieBetweenNothingAndAll() {
    GeneratorProbe probe = new GeneratorProbe();
    assertThat(probe.gauges()).extracting(Gauge::name).contains("generator.cpu");
    assertThat(probe.gauges()).extracting(Gauge::unit).containsOnly(Unit.RATIO);
    LongSupplier work = () -> Long.hashCode(System.nanoTime());
    long spent = 0;
    for (int i = 0; i < 1_000_000; i++) {
      spent += work.getAsLong();
    }
    assertThat(spent).isNotZero();
    for (Gauge gauge : probe.gauges()) {
      // The counters advance by ticks, so that a share over a short time may come out above all.
      double value = gauge.value().getAsDouble();
      assertThat(Double.isNaN(value) || value >= 0).as(gauge.name()).isTrue();
    }
  }
}
