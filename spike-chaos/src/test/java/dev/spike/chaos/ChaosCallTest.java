package dev.spike.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.chaos.fault.Faults;
import java.time.Duration;
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
    try (ChaosCall.Scope call = ChaosCall.enter(0)) {
      assertThat(
              new int[] {
                call.visitsOf(one).nextHit(),
                call.visitsOf(two).nextHit(),
                call.visitsOf(one).nextHit(),
                call.visitsOf(one).nextHit(),
                call.visitsOf(two).nextHit()
              })
          .containsExactly(1, 1, 2, 3, 2);
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
