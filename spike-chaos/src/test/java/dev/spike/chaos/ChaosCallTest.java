package dev.spike.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                call.nextHit(one),
                call.nextHit(two),
                call.nextHit(one),
                call.nextHit(one),
                call.nextHit(two)
              })
          .containsExactly(1, 1, 2, 3, 2);
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
