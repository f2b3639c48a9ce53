package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WatchdogTest {
  private final Watchdog watchdog = new Watchdog();
  private final ManualTime time = new ManualTime();
  private final Arming tenSeconds = Arming.of(1, ofSeconds(10)).withTime(time);

  @Test
  void revertsWhenTheTimeToLiveEndsAndNotBefore() {
    Lease lease = armed("watchdog.due", tenSeconds);

    time.advance(ofSeconds(10).minusNanos(1));
    watchdog.revertExpired();
    assertThat(lease.isReverted()).isFalse();

    time.advance(ofNanos(1));
    watchdog.revertExpired();
    assertThat(lease.revertedBy()).contains(Lease.Cause.EXPIRED);
    assertThat(ChaosPoint.of("watchdog.due").isArmed()).isFalse();
  }

  @Test
  void aRenewedLeaseLivesFromThenOnAndOneThatIsOverIsNotRenewed() {
    Lease lease = armed("watchdog.renewed", tenSeconds);
    time.advance(ofSeconds(8));
    assertThat(lease.remaining()).isEqualTo(ofSeconds(2));
    assertThat(lease.renew(ofSeconds(5))).isTrue();
    time.advance(ofSeconds(5).minusNanos(1));
    watchdog.revertExpired();
    assertThat(lease.remaining()).isEqualTo(ofNanos(1));

    time.advance(ofNanos(1));
    assertThat(lease.renew(ofSeconds(5))).isFalse();
    watchdog.revertExpired();
    assertThat(lease.revertedBy()).contains(Lease.Cause.EXPIRED);
    assertThat(lease.renew(ofSeconds(5))).isFalse();
    assertThat(lease.remaining()).isZero();
    assertThatThrownBy(() -> lease.renew(ofSeconds(0))).hasMessageContaining("above zero");
  }

  @Test
  void theFirstCauseStays() {
    Lease lease = armed("watchdog.first", tenSeconds);
    time.advance(ofSeconds(11));
    watchdog.revertExpired();
    lease.close();
    assertThat(lease.revertedBy()).contains(Lease.Cause.EXPIRED);
  }

  @Test
  void looksAgainWhenTheNextLeaseIsDueAndOftenEnoughForAClockThatJumps() {
    try (Lease late = armed("watchdog.late", tenSeconds)) {
      assertThat(watchdog.revertExpired()).isEqualTo(ofMillis(50).toNanos());
      try (Lease soon = armed("watchdog.soon", Arming.of(1, ofMillis(7)).withTime(time))) {
        assertThat(watchdog.revertExpired()).isEqualTo(ofMillis(7).toNanos());
      }
    }
  }

  @Test
  void itsThreadNoticesByItselfAndEndsWhenNothingIsArmed() {
    assertThat(watchdog.isWatching()).isFalse();
    Lease first = armed("watchdog.thread", tenSeconds);
    Lease second = armed("watchdog.thread2", Arming.of(1, ofMinutes(30)));
    assertThat(watchdog.isWatching()).isTrue();

    time.advance(ofSeconds(10));
    await().atMost(ofSeconds(60)).until(first::isReverted);
    assertThat(watchdog.isWatching()).isTrue();

    second.close();
    await().atMost(ofSeconds(60)).until(() -> !watchdog.isWatching());

    try (Lease again = armed("watchdog.thread", tenSeconds)) {
      assertThat(watchdog.isWatching()).isTrue();
      time.advance(ofSeconds(10));
      await().atMost(ofSeconds(60)).until(again::isReverted);
    }
  }

  @Test
  void aWaitEndsWithItsTimeToLive() throws InterruptedException {
    Lease lease =
        latency(ofHours(1)).on("watchdog.wait").arm(Arming.of(1, ofMillis(200)), watchdog);
    Thread caller = LeaseTest.started(ChaosPoint.of("watchdog.wait")::hit);
    caller.join();
    await().atMost(ofSeconds(60)).until(lease::isReverted);
    assertThat(lease.revertedBy()).contains(Lease.Cause.EXPIRED);
    lease.close();
  }

  @Test
  void aLeaseWhoseClockFailsEnds() {
    boolean[] broken = {false};
    ChaosTime failing =
        new ChaosTime() {
          @Override
          public long nanos() {
            if (broken[0]) {
              throw new AssertionError("no time");
            }
            return 0;
          }

          @Override
          public void park(Object blocker, long nanos) {}
        };
    Lease lease = armed("watchdog.clock", Arming.of(1, ofMinutes(30)).withTime(failing));
    broken[0] = true;
    watchdog.revertExpired();
    assertThat(lease.revertedBy()).contains(Lease.Cause.EXPIRED);
  }

  @Test
  void jvmExitRevertsAllAndLetsNothingBeArmedAnyMore() {
    Lease lease = armed("watchdog.exit", tenSeconds);
    watchdog.exit();
    assertThat(lease.revertedBy()).contains(Lease.Cause.JVM_EXIT);
    assertThatThrownBy(() -> armed("watchdog.exit", tenSeconds))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the JVM is exiting");
    assertThat(ChaosPoint.of("watchdog.exit").isArmed()).isFalse();
  }

  @Test
  void theNumberOfArmedFaultsIsBounded() {
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < Watchdog.MAX_ARMED; i++) {
      leases.add(armed("watchdog.many", tenSeconds));
    }
    assertThatThrownBy(() -> armed("watchdog.more", tenSeconds))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1000 faults");
    assertThat(ChaosPoint.of("watchdog.more").isArmed()).isFalse();
    leases.forEach(Lease::close);
    assertThat(ChaosPoint.of("watchdog.many").isArmed()).isFalse();
  }

  private Lease armed(String point, Arming arming) {
    return latency(ofMillis(1)).on(point).arm(arming, watchdog);
  }
}
