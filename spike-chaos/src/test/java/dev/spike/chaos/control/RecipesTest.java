package dev.spike.chaos.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.chaos.Fault;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipesTest {
  @ParameterizedTest
  @CsvSource({
    "fault=latency&delay=200ms, latency",
    "fault=latency&middle=20ms&spread=5ms, latency",
    "fault=latency&from=0s&to=5ms, latency",
    "fault=latency&median=20ms&p99=400ms, latency",
    "fault=latency&least=1.5ms&shape=1.2, latency",
    "fault=latency&quantiles=0.5:20ms%2C1:2s, latency",
    "fault=exception&exception=TimeoutException&message=late, exception",
    "fault=nullResult, null-result",
    "fault=hang, hang",
    "fault=rateLimit&perSecond=10&burst=2, rate-limit",
    "fault=cpuBurn&time=5ms, cpu-burn",
    "fault=garbage&bytes=1000, garbage",
    "fault=clockSkew&offset=-1h, clock-skew",
    "fault=slowQuery&sql=select&delay=1s, slow-query",
    "fault=sqlError&error=deadlock, sql-deadlock",
    "fault=sqlError&error=CONNECTION_LOST&vendor=mysql, sql-connection-lost",
    "fault=commitOutcomeUnknown, commit-outcome-unknown",
    "fault=connectionKilled, connection-killed",
    "fault=connectionsLeaked, connections-leaked",
    "fault=status&code=503, http-503",
    "fault=tooManyRequests&retryAfter=2s, http-429",
    "fault=heapPressure&bytes=1000, heap-pressure",
    "fault=gcPressure&bytesPerSecond=1000, gc-pressure",
    "fault=cpuHogs&threads=2, cpu-hogs",
  })
  void everyFaultIsMadeOfPlainValues(String form, String kind) {
    Fault fault = Recipes.made(new Parameters(Form.parsed(form)), Set.of("fault"));
    assertThat(fault.kind()).isEqualTo(kind);
  }

  @Test
  void noneIsLeftUntested() {
    assertThat(Recipes.told()).hasSize(18);
  }
}
