package dev.spike.run;

import static dev.spike.run.Plans.BURST;
import static dev.spike.run.Plans.MILLI;
import static dev.spike.run.Plans.STEADY;
import static dev.spike.run.Plans.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Outcomes;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inline operations on the real clock; counts and order, never durations. */
@Timeout(120)
class InlineRunTest {
  private static final int ALL = STEADY + BURST;

  @Test
  void everyArrivalIsPerformedOnceInOrderOnThePacingThread() throws Exception {
    List<Long> seen = new ArrayList<>();
    AtomicReference<String> thread = new AtomicReference<>();
    Timeline timeline =
        new Plans()
            .inline(
                index -> {
                  seen.add(index);
                  thread.set(Thread.currentThread().getName());
                })
            .run();

    assertThat(seen).isEqualTo(LongStream.range(0, ALL).boxed().toList());
    assertThat(thread).hasValue("spike-pacer");
    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(ALL, 0, 0, 0, 0, 0));
    assertThat(timeline.problems()).isEmpty();
    assertThat(timeline.fact("burst.skew").orElseThrow().value()).isPositive();
  }

  @Test
  void whateverIsThrownIsCounted() throws Exception {
    Timeline timeline =
        new Plans()
            .inline(
                index -> {
                  switch ((int) (index % 3)) {
                    case 0 -> throw new RejectedException("full");
                    case 1 -> throw new StackOverflowError();
                    default -> {}
                  }
                })
            .run();

    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(ALL / 3, ALL / 3, 0, ALL / 3, 0, 0));
    assertThat(timeline.errors()).containsEntry("StackOverflowError", ALL / 3L);
  }

  @Test
  void aTimeOutInterruptsItsOwnOperationOnly() throws Exception {
    AtomicInteger interruptedEarly = new AtomicInteger();
    Timeline timeline =
        new Plans()
            .timeout(50)
            .inline(
                index -> {
                  interruptedEarly.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                  if (index % 20 == 0) {
                    new CountDownLatch(1).await();
                  }
                })
            .run();

    assertThat(interruptedEarly).hasValue(0);
    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(ALL - 3, 0, 3, 0, 0, 0));
    assertThat(timeline.total(p -> true).service().max()).isGreaterThanOrEqualTo(50.0 * MILLI);
  }

  @Test
  void anOperationThatNeverReturnsIsNamedAndNothingIsLost() throws Exception {
    AtomicBoolean released = new AtomicBoolean();
    CompletableFuture<Thread> stuck = new CompletableFuture<>();
    Timeline timeline =
        new Plans()
            .timeout(100)
            .inline(
                index -> {
                  if (index == 7) {
                    stuck.complete(Thread.currentThread());
                    while (!released.get()) {
                      LockSupport.parkNanos(MILLI);
                      Thread.interrupted();
                    }
                  }
                })
            .run();
    released.set(true);
    stuck.join().join();

    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(7, 0, 1, 0, ALL - 8, 0));
    assertThat(timeline.total(p -> true).response().count()).isEqualTo(ALL);
    assertThat(timeline.fact("operations.stuck").orElseThrow().detail())
        .contains("arrival 7 on spike-pacer");
  }
}
