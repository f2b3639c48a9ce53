package dev.spike.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.chaos.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosCallTest {
  @Test
  void theInnermostScopeCounts() {
    assertThat(ChaosCall.current()).isNull();
    try (ChaosCall.Scope outer = ChaosCall.enter(3)) {
      try (ChaosCall.Scope inner = ChaosCall.enter(4)) {
        assertThat(ChaosCall.current()).isSameAs(inner);
        assertThat(inner.arrivalIndex()).isEqualTo(4);
      }
      assertThat(ChaosCall.current()).isSameAs(outer);
    }
    assertThat(ChaosCall.current()).isNull();
  }

  @Test
  void hitsAreCountedPerPoint() {
    ChaosPoint one = ChaosPoint.of("call.one");
    ChaosPoint two = ChaosPoint.of("call.two");
    Armed[] none = {};
    try (ChaosCall.Scope call = ChaosCall.enter(0)) {
      List<Integer> counts = new ArrayList<>();
      for (ChaosPoint point : List.of(one, two, one, one, two)) {
        Visits visits = call.visitsOf(point);
        assertThat(visits.hit(none)).isFalse();
        counts.add(visits.hits());
      }
      assertThat(counts).containsExactly(1, 1, 2, 3, 2);
    }
  }

  @Test
  void whatAnOperationConsideredIsAddedWhenItEndsWhateverWasArmedMeanwhile() {
    ChaosPoint point = ChaosPoint.of("call.considered");
    Arming arming = Arming.of(1, Duration.ofMinutes(5));
    Injection never = Faults.exception(Error::new).on("call.considered").withProbability(1e-300);
    try (Lease one = never.arm(arming);
        Lease other = never.arm(arming.withOrdinal(1))) {
      try (ChaosCall.Scope call = ChaosCall.enter(0)) {
        point.hit();
        other.close();
        point.hit();
        try (Lease third = never.arm(arming.withOrdinal(2))) {
          point.hit();
          point.hit();
        }
      }
      assertThat(one.considered()).isEqualTo(4);
      assertThat(other.considered()).isEqualTo(1);
    }
  }

  @Test
  void whatIsBoundToAnotherThreadIsNotConsideredAndNeverCountsBelowZero() throws Exception {
    ChaosPoint point = ChaosPoint.of("call.bound");
    Injection never = Faults.exception(Error::new).on("call.bound").withProbability(1e-300);
    Arming arming = Arming.of(1, Duration.ofMinutes(5));
    List<Long> seen = new ArrayList<>();
    try (Lease bound = never.arm(arming.boundToThread());
        Lease free = never.arm(arming.withOrdinal(1))) {
      Thread other =
          new Thread(
              () -> {
                try (ChaosCall.Scope call = ChaosCall.enter(0)) {
                  point.hit();
                  point.hit();
                  seen.add(bound.considered());
                }
              });
      other.start();
      other.join();
      assertThat(seen).containsExactly(0L);
      assertThat(bound.considered()).isZero();
      assertThat(free.considered()).isEqualTo(2);
    }
  }

  @Test
  void whatActsHasBeenConsideredAlsoWhileItActs() {
    ChaosPoint point = ChaosPoint.of("call.acting");
    List<Long> seen = new ArrayList<>();
    List<Lease> armed = new ArrayList<>();
    Injection telling =
        Faults.exception(
                () -> {
                  seen.add(armed.get(0).considered());
                  return new IllegalStateException();
                })
            .on("call.acting")
            .firstInEachCall(1);
    try (Lease lease = telling.arm(Arming.of(1, Duration.ofMinutes(5)));
        ChaosCall.Scope call = ChaosCall.enter(0)) {
      armed.add(lease);
      assertThatThrownBy(point::hit).isInstanceOf(IllegalStateException.class);
      point.hit();
      assertThat(seen).containsExactly(1L);
      call.close();
      assertThat(lease.considered()).isEqualTo(2);
    }
  }

  @Test
  void scopesCloseInsideOut() {
    ChaosCall.Scope outer = ChaosCall.enter(3);
    ChaosCall.Scope inner = ChaosCall.enter(4);
    assertThatThrownBy(outer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("arrival 3");
    inner.close();
    inner.close();
    outer.close();
    outer.close();
    assertThat(ChaosCall.current()).isNull();
  }

  @Test
  void anArrivalIndexIsNotNegative() {
    assertThatThrownBy(() -> ChaosCall.enter(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
