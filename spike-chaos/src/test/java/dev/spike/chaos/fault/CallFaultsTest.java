package dev.spike.chaos.fault;

import static dev.spike.chaos.fault.Faults.clockSkew;
import static dev.spike.chaos.fault.Faults.cpuBurn;
import static dev.spike.chaos.fault.Faults.garbage;
import static dev.spike.chaos.fault.Faults.hang;
import static dev.spike.chaos.fault.Faults.rateLimit;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Lease;
import dev.spike.chaos.LeaseTest;
import dev.spike.chaos.ManualTime;
import dev.spike.chaos.wrap.ChaosClock;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What single calls see. */
@Timeout(120)
class CallFaultsTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  @Test
  void aHangEndsWithItsFaultAndNotBefore() throws InterruptedException {
    ChaosPoint point = ChaosPoint.of("calls.hang");
    Lease lease = hang().on("calls.hang").arm(ARMING);
    Thread caller = LeaseTest.started(point::hit);
    LeaseTest.awaitParked(caller);
    lease.close();
    caller.join();
    assertThat(lease.fired()).isEqualTo(1);
  }

  @Test
  void aRateLimitLetsItsRateThroughAndTellsWhenToComeBack() {
    ManualTime time = new ManualTime();
    ChaosPoint point = ChaosPoint.of("calls.rate");
    try (Lease lease = rateLimit(10, 3).on("calls.rate").arm(ARMING.withTime(time))) {
      for (int i = 0; i < 3; i++) {
        assertThatCode(point::hit).doesNotThrowAnyException();
      }
      assertThatThrownBy(point::hit)
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              refused -> assertThat(refused.retryAfter()).isEqualTo(ofMillis(100)))
          .hasMessageContaining("calls.rate");
      time.advance(ofMillis(100));
      assertThatCode(point::hit).doesNotThrowAnyException();
      assertThatThrownBy(point::hit).isInstanceOf(RateLimitedException.class);
      time.advance(ofSeconds(60));
      int through = 0;
      for (int i = 0; i < 1_000; i++) {
        time.advance(ofMillis(10));
        through += isRefused(point) ? 0 : 1;
      }
      assertThat(through).isEqualTo(102);
      assertThat(lease.fired()).isEqualTo(2 + 1_000 - through);
    }
  }

  private static boolean isRefused(ChaosPoint point) {
    try {
      point.hit();
      return false;
    } catch (RateLimitedException e) {
      return true;
    }
  }

  @Test
  void burntTimeIsOnTheCallersCpu() {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try (Lease lease = cpuBurn(ofMillis(50)).on("calls.burn").arm(ARMING)) {
      ChaosPoint.of("calls.burn").hit();
      assertThat(lease.maxInjectedNanos()).isGreaterThanOrEqualTo(ofMillis(50).toNanos());
    }
    // On a busy machine the thread does not have the core all the time.
    assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu)
        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1));
  }

  @Test
  void garbageIsAllocatedByTheCaller() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Lease lease = garbage(3_000_000).on("calls.garbage").arm(ARMING)) {
      long before = threads.getCurrentThreadAllocatedBytes();
      ChaosPoint.of("calls.garbage").hit();
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .isBetween(3_000_000L, 4_000_000L);
    }
  }

  @Test
  void aSkewedClockIsWrongByItsOffsetInEveryZone() {
    Instant noon = Instant.parse("2024-02-29T12:00:00Z");
    Clock clock = ChaosClock.wrap(Clock.fixed(noon, ZoneOffset.UTC), "calls.clock");
    Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
    assertThat(clock.instant()).isEqualTo(noon);
    try (Lease lease = clockSkew(ofMinutes(-90)).on("calls.clock").arm(ARMING)) {
      assertThat(clock.instant()).isEqualTo("2024-02-29T10:30:00Z");
      assertThat(tokyo.instant()).isEqualTo(clock.instant());
      assertThat(clock.millis()).isEqualTo(noon.toEpochMilli() - 5_400_000);
      assertThat(lease.fired()).isEqualTo(4);
      ChaosPoint.of("calls.clock").result("no time");
      assertThat(lease.fired()).as("does not fit").isEqualTo(4);
    }
    assertThat(tokyo.instant()).isEqualTo(noon);
    assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(clock).hasToString("ChaosClock[calls.clock of FixedClock[2024-02-29T12:00:00Z,Z]]");
  }

  @Test
  void whatMakesNoSenseIsRefusedWithTheFix() {
    assertThatThrownBy(() -> rateLimit(0, 1)).hasMessageContaining("rate above 0");
    assertThatThrownBy(() -> rateLimit(1, 0)).hasMessageContaining("bursts of 0");
    assertThatThrownBy(() -> garbage(0)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> clockSkew(Duration.ZERO)).hasMessageContaining("not be zero");
    assertThatThrownBy(() -> cpuBurn(Duration.ZERO)).hasMessageContaining("PT0S");
  }
}
