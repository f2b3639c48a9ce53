package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
public class LeaseTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  @Test
  void revertEndsEveryWaitAtOnce() throws InterruptedException {
    ChaosPoint point = ChaosPoint.of("lease.waits");
    Lease lease = latency(ofHours(1)).on("lease.waits").arm(ARMING);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(started(point::hit));
    }
    callers.forEach(LeaseTest::awaitParked);

    lease.close();

    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(lease.fired()).isEqualTo(8);
    assertThat(lease.revertedBy()).contains(Lease.Cause.CLOSED);
  }

  @Test
  void anInterruptEndsTheWaitAndStaysVisible() throws InterruptedException {
    ChaosPoint point = ChaosPoint.of("lease.interrupt");
    AtomicBoolean kept = new AtomicBoolean();
    try (Lease lease = latency(ofHours(1)).on("lease.interrupt").arm(ARMING)) {
      Thread caller =
          started(
              () -> {
                point.hit();
                kept.set(Thread.currentThread().isInterrupted());
              });
      awaitParked(caller);
      caller.interrupt();
      caller.join();
    }
    assertThat(kept).isTrue();
  }

  @Test
  void tellsHowOftenItWasConsideredAndFired() {
    Lease never = exception(Error::new).on("lease.typo").arm(ARMING);
    try (Lease lease = latency(ofMillis(1)).on("lease.counts").withProbability(0.5).arm(ARMING)) {
      for (int i = 0; i < 40; i++) {
        ChaosPoint.of("lease.counts").hit();
      }
      assertThat(lease.considered()).isEqualTo(40);
      assertThat(lease.fired()).isBetween(1L, 39L);
      assertThat(lease.isReverted()).isFalse();
      assertThat(lease.revertedBy()).isEmpty();
    }
    never.close();
    assertThat(never.considered()).isZero();
  }

  @Test
  void afterItsRevertAFaultIsNeitherConsideredNorHeld() {
    ChaosPoint point = ChaosPoint.of("lease.after");
    Lease lease = exception(Error::new).on("lease.after").arm(ARMING);
    lease.close();
    lease.close();

    assertThatCode(point::hit).doesNotThrowAnyException();
    assertThat(lease.considers(null)).isFalse();
    assertThat(lease.considered()).isZero();
    assertThat(lease.isReverted()).isTrue();
    assertThat(point.isArmed()).isFalse();
  }

  @Test
  void aDisarmedPointHoldsNoReferenceToItsLease() {
    WeakReference<Lease> past = new WeakReference<>(armedHitAndClosed("lease.collected"));
    await()
        .atMost(ofSeconds(60))
        .until(
            () -> {
              System.gc();
              return past.get() == null;
            });
  }

  private static Lease armedHitAndClosed(String name) {
    Lease lease = latency(ofMillis(1)).on(name).arm(ARMING);
    ChaosPoint.of(name).hit();
    lease.close();
    return lease;
  }

  @Test
  void verifyRefusesAFaultThatIsStillArmed() {
    try (Lease lease = latency(ofMillis(1)).on("lease.armed").arm(ARMING)) {
      assertThatThrownBy(lease::verify)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("latency fault on lease.armed is still armed");
    }
  }

  @Test
  void closeThrowsWhenThePointStillHoldsTheFault() {
    Lease lease = latency(ofMillis(1)).on("lease.held").arm(ARMING);
    lease.close();
    ChaosPoint.of("lease.held").attach(lease.at(ChaosPoint.of("lease.held"), hit -> {}));
    assertThatThrownBy(lease::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("still held by its point");
    ChaosPoint.of("lease.held").detach(lease);
    assertThatCode(lease::close).doesNotThrowAnyException();
  }

  @Test
  void verifyNamesTheCallsThatDoNotLeave() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    Lease lease = exception(() -> blockedUntil(blocked)).on("lease.stuck").arm(ARMING);
    Thread caller =
        new Thread(() -> assertThatThrownBy(ChaosPoint.of("lease.stuck")::hit), "stuck-caller");
    caller.start();
    await().atMost(ofSeconds(60)).until(() -> lease.fired() == 1);
    lease.revert(Lease.Cause.EXPIRED);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> lease.verify(ofMillis(5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 calls did not leave")
        .hasMessageContaining("stuck-caller");
    assertThat(Thread.interrupted()).as("interrupt flag kept").isTrue();

    blocked.countDown();
    caller.join();
    assertThatCode(lease::close).doesNotThrowAnyException();
  }

  @Test
  void aCallMayCloseTheLeaseItIsInside() {
    Lease[] own = new Lease[1];
    own[0] =
        exception(
                () -> {
                  own[0].close();
                  return new IllegalStateException("only once");
                })
            .on("lease.own")
            .arm(ARMING);
    assertThatThrownBy(ChaosPoint.of("lease.own")::hit).hasMessage("only once");
    assertThatCode(ChaosPoint.of("lease.own")::hit).doesNotThrowAnyException();
  }

  @Test
  void nothingFiresOnceCloseHasReturned() throws InterruptedException {
    ChaosPoint point = ChaosPoint.of("lease.race");
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(started(() -> hitUntil(stop, point)));
    }
    for (int round = 0; round < 300; round++) {
      Lease lease = exception(IllegalStateException::new).on("lease.race").arm(ARMING);
      while (lease.fired() == 0) {
        Thread.onSpinWait();
      }
      lease.close();
      long fired = lease.fired();
      LockSupport.parkNanos(100_000); // time for a late one to show
      assertThat(lease.fired()).isEqualTo(fired);
    }
    stop.set(true);
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private static void hitUntil(AtomicBoolean stop, ChaosPoint point) {
    while (!stop.get()) {
      try {
        point.hit();
      } catch (IllegalStateException injected) {
        Thread.onSpinWait();
      }
    }
  }

  private static Throwable blockedUntil(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return new IllegalStateException("released, interrupted: " + interrupted);
  }

  public static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  public static void awaitParked(Thread thread) {
    await().atMost(ofSeconds(60)).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }
}
