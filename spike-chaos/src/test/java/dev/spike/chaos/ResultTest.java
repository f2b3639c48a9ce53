package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.nullResult;
import static dev.spike.chaos.fault.Faults.oneOf;
import static dev.spike.chaos.fault.Faults.weighted;
import static dev.spike.chaos.fault.Faults.wrongResult;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Points that know of results, and choices among faults. */
class ResultTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  private static CallFault doubled() {
    return wrongResult(result -> 2 * (Integer) result);
  }

  @Test
  void aResultIsItselfWhileNothingIsArmed() throws Exception {
    ChaosPoint point = ChaosPoint.of("result.off");
    assertThat(point.result("right")).isEqualTo("right");
    assertThat(point.<String>around(null, () -> "right")).isEqualTo("right");
  }

  @Test
  void resultsAreChangedInTheOrderOfArming() throws Exception {
    ChaosPoint point = ChaosPoint.of("result.order");
    try (Lease first = doubled().on("result.order").arm(ARMING);
        Lease second = wrongResult(result -> 1 + (Integer) result).on("result.order").arm(ARMING)) {
      assertThat(point.<Integer>result(10)).isEqualTo(21);
      assertThat(point.<Integer>around(null, () -> 20)).isEqualTo(41);
    }
  }

  @Test
  void aNullResultStillMakesTheCall() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Lease lease = nullResult().on("result.null").arm(ARMING)) {
      Object result = ChaosPoint.of("result.null").<Object>around(null, calls::incrementAndGet);
      assertThat(result).isNull();
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void anAnswerTakesThePlaceOfTheCall() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Lease lease = answering("instead").on("result.instead").arm(ARMING)) {
      Object result = ChaosPoint.of("result.instead").<Object>around(null, calls::incrementAndGet);
      assertThat(result).isEqualTo("instead");
      assertThat(calls).hasValue(0);
    }
  }

  private static CallFault answering(String answer) {
    return new CallFault() {
      @Override
      public String kind() {
        return "answer";
      }

      @Override
      public Effect begin(Lease lease) {
        return hit -> hit.answer(answer);
      }
    };
  }

  @Test
  void whereNoResultIsKnownAWrongOneDoesNotFire() {
    try (Lease lease = doubled().on("result.plain").arm(ARMING);
        Lease answer = answering("lost").on("result.plain").arm(ARMING)) {
      assertThatThrownBy(ChaosPoint.of("result.plain")::hit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("result.plain, which has no result");
      assertThat(lease.considered()).isEqualTo(1);
      assertThat(lease.fired()).isZero();
    }
  }

  @Test
  void aFaultThatEndsDuringTheCallLeavesItsResultAlone() throws Exception {
    Lease lease = doubled().on("result.ended").arm(ARMING);
    int result =
        ChaosPoint.of("result.ended")
            .<Integer>around(
                null,
                () -> {
                  lease.close();
                  return 10;
                });
    assertThat(result).isEqualTo(10);
    assertThat(lease.fired()).isZero();
  }

  @Test
  void oneDrawChoosesAmongWeightedFaults() {
    ChaosPoint point = ChaosPoint.of("result.choice");
    Injection mix =
        oneOf(
                weighted(3, exception(IllegalStateException::new)),
                weighted(1, exception(UnsupportedOperationException::new)),
                weighted(4, doubled()))
            .on("result.choice")
            .withProbability(0.5);
    int illegal = 0;
    int unsupported = 0;
    int wrong = 0;
    try (Lease lease = mix.arm(ARMING)) {
      for (int i = 0; i < 8_000; i++) {
        try (ChaosCall.Scope call = ChaosCall.enter(i)) {
          wrong += point.<Integer>result(1) == 2 ? 1 : 0;
        } catch (IllegalStateException e) {
          illegal++;
        } catch (UnsupportedOperationException e) {
          unsupported++;
        }
      }
      assertThat(lease.firedByKind())
          .isEqualTo(
              Map.of(
                  "exception-1", (long) illegal,
                  "exception-2", (long) unsupported,
                  "wrong-result", (long) wrong));
      assertThat(lease.fired()).isEqualTo(illegal + unsupported + wrong);
    }
    assertThat((double) illegal).isCloseTo(1_500, within(180.0));
    assertThat((double) unsupported).isCloseTo(500, within(110.0));
    assertThat((double) wrong).isCloseTo(2_000, within(200.0));
  }

  @Test
  void aChoiceIsEvenAlsoWhileItsShareGrows() {
    ManualTime time = new ManualTime();
    Injection mix =
        oneOf(
                weighted(1, exception(IllegalStateException::new)),
                weighted(1, exception(UnsupportedOperationException::new)))
            .on("result.ramp")
            .rampingOver(ofMinutes(2));
    try (Lease lease = mix.arm(ARMING.withTime(time))) {
      time.advance(ofMinutes(1));
      long thrown = 0;
      for (int i = 0; i < 4_000; i++) {
        thrown += catchThrowable(ChaosPoint.of("result.ramp")::hit) == null ? 0 : 1;
      }
      assertThat(lease.fired()).isEqualTo(thrown);
      assertThat(firedAs(lease, "exception-1")).isCloseTo(1_000, within(150.0));
      assertThat(firedAs(lease, "exception-2")).isCloseTo(1_000, within(150.0));
    }
  }

  private static double firedAs(Lease lease, String kind) {
    return lease.firedByKind().getOrDefault(kind, 0L);
  }

  @Test
  void choicesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> oneOf(weighted(1, doubled()))).hasMessageContaining("was 1");
    CallFault either = oneOf(weighted(1, doubled()), weighted(1, nullResult()));
    assertThatThrownBy(() -> oneOf(weighted(1, either), weighted(1, nullResult())))
        .hasMessageContaining("was itself a choice among several");
    assertThatThrownBy(() -> weighted(0, doubled())).hasMessageContaining("weight");
    assertThatCode(() -> oneOf(weighted(1, doubled()), weighted(1, nullResult())))
        .doesNotThrowAnyException();
  }
}
