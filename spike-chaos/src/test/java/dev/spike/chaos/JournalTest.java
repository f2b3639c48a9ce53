package dev.spike.chaos;

import static dev.spike.chaos.fault.Delays.uniform;
import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.chaos.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final int OPERATIONS = 300;

  private record Decision(String point, long arrival, int nth, long plannedNanos) {}

  @Test
  void twoRunsWithOneSeedHaveIdenticalJournalsOnAManualClock() {
    List<Injected> first = onManualClock(42);
    assertThat(first).hasSizeGreaterThan(100).isEqualTo(onManualClock(42));
    assertThat(first).isNotEqualTo(onManualClock(43));
    assertThat(first.get(0).tookNanos()).isEqualTo(first.get(0).plannedNanos()).isPositive();
  }

  private static List<Injected> onManualClock(long seed) {
    Arming arming = Arming.of(seed, ofMinutes(30)).withTime(new ManualTime());
    try (Lease lease = slow().arm(arming)) {
      for (int arrival = 0; arrival < OPERATIONS; arrival++) {
        operation(arrival);
      }
      return lease.journal();
    }
  }

  @Test
  void onTheRealClockDecisionsAreTheSameWhateverTheThreads() throws Exception {
    assertThat(decided(1, OPERATIONS)).isEqualTo(decided(8, OPERATIONS)).hasSizeGreaterThan(100);
  }

  @Test
  void whatTwoRunsBothReachedIsDecidedAlike() throws Exception {
    Set<Decision> shorter = decided(8, OPERATIONS / 2);
    Set<Decision> longer = decided(8, OPERATIONS);
    assertThat(longer).hasSizeGreaterThan(shorter.size());
    longer.removeIf(decision -> decision.arrival() >= OPERATIONS / 2);
    assertThat(longer).isEqualTo(shorter);
  }

  private static Set<Decision> decided(int threads, int count) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Lease lease = slow().arm(Arming.of(42, ofMinutes(30)))) {
      List<Future<?>> operations = new ArrayList<>();
      for (int arrival = 0; arrival < count; arrival++) {
        int own = arrival;
        operations.add(pool.submit(() -> operation(own)));
      }
      for (Future<?> operation : operations) {
        operation.get();
      }
      return lease.journal().stream()
          .map(i -> new Decision(i.point(), i.arrival(), i.nth(), i.plannedNanos()))
          .collect(Collectors.toSet());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Injection slow() {
    return latency(uniform(ofMillis(0), ofMillis(1))).on("journal.*").withProbability(0.3);
  }

  private static void operation(int arrival) {
    try (ChaosCall.Scope call = ChaosCall.enter(arrival)) {
      ChaosPoint.of("journal.a").hit();
      ChaosPoint.of("journal.b").hit();
      ChaosPoint.of("journal.a").hit();
    }
  }

  @Test
  void tellsWhatEachOperationAndAllTogetherLost() {
    ChaosPoint point = ChaosPoint.of("cost.point");
    Arming arming = Arming.of(1, ofMinutes(30)).withTime(new ManualTime());
    try (Lease slow = latency(ofMillis(5)).on("cost.point").arm(arming);
        Lease slower = latency(ofMillis(20)).on("cost.point").arm(arming.withOrdinal(1));
        ChaosCall.Scope call = ChaosCall.enter(7)) {
      point.hit();
      point.hit();
      assertThat(call.injectedNanos()).isEqualTo(ofMillis(50).toNanos());
      assertThat(slow.injectedNanos()).isEqualTo(ofMillis(10).toNanos());
      assertThat(slower.maxInjectedNanos()).isEqualTo(ofMillis(20).toNanos());
      assertThat(slow.journal())
          .containsExactly(
              new Injected("latency", "cost.point", 7, 1, "", 0, 5_000_000, 5_000_000),
              new Injected("latency", "cost.point", 7, 2, "", 25_000_000, 5_000_000, 5_000_000));
    }
  }

  @Test
  void isBoundedAndStillCountsAll() {
    ChaosPoint point = ChaosPoint.of("bounded.point");
    try (Lease lease = Faults.garbage(1).on("bounded.point").arm(Arming.of(1, ofMinutes(30)))) {
      for (int i = 0; i < 3_000; i++) {
        point.hit();
      }
      assertThat(lease.fired()).isEqualTo(3_000);
      assertThat(lease.journal()).hasSize(Journal.MAX_LISTED);
      assertThat(lease.journal().get(0).arrival()).isEqualTo(3_000 - Journal.MAX_LISTED);
    }
  }

  @Test
  void aSubjectThatCannotBeToldDoesNoHarm() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new UnsupportedOperationException("secret");
          }
        };
    try (Lease lease = Faults.garbage(1).on("subject.point").arm(Arming.of(1, ofMinutes(30)))) {
      ChaosPoint.of("subject.point").hitWith(hostile);
      ChaosPoint.of("subject.point").hitWith("x".repeat(1_000));
      assertThat(lease.journal().get(0).subject()).contains("secret");
      assertThat(lease.journal().get(1).subject()).hasSize(120);
    }
    assertThat(exception(Error::new).kinds()).containsExactly("exception");
  }
}
