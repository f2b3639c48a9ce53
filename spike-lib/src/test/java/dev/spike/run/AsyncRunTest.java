package dev.spike.run;

import static dev.spike.run.Plans.BURST;
import static dev.spike.run.Plans.MILLI;
import static dev.spike.run.Plans.PHASE;
import static dev.spike.run.Plans.STEADY;
import static dev.spike.run.Plans.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Fact;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Timeline;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asynchronous operations on the real clock; counts and order, never durations. */
@Timeout(120)
class AsyncRunTest {
  private static final int ALL = STEADY + BURST;

  private final ExecutorService target = Executors.newCachedThreadPool();

  @AfterEach
  void closeTarget() {
    target.shutdownNow();
  }

  private CompletableFuture<Void> later(Runnable answer) {
    return CompletableFuture.runAsync(answer, target);
  }

  @Test
  void everyArrivalIsStartedOnceWithItsOwnNumber() throws Exception {
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger burst = new AtomicInteger();
    Timeline timeline =
        new Plans()
            .async(
                arrival -> {
                  seen.add(arrival.index());
                  burst.addAndGet(arrival.burst() ? 1 : 0);
                  return later(() -> {});
                })
            .run();

    assertThat(seen).containsAll(LongStream.range(0, ALL).boxed().toList()).hasSize(ALL);
    assertThat(burst).hasValue(BURST);
    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(ALL, 0, 0, 0, 0, 0));
    assertThat(timeline.problems()).isEmpty();
    assertThat(timeline.fact("burst.skew").orElseThrow().value()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void failuresAreTakenFromTheCallAndFromTheStage() throws Exception {
    Timeline timeline =
        new Plans()
            .async(
                arrival ->
                    switch ((int) (arrival.index() % 5)) {
                      case 0 -> throw new IllegalStateException("closed");
                      case 1 -> nothing();
                      case 2 -> CompletableFuture.failedFuture(new RejectedException("full"));
                      case 3 ->
                          later(
                              () -> {
                                throw new CompletionException(new IllegalStateException("later"));
                              });
                      default -> later(() -> {});
                    })
            .run();

    int fifth = ALL / 5;
    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(fifth, fifth, 0, 3L * fifth, 0, 0));
    assertThat(timeline.errors())
        .containsEntry("IllegalStateException: closed", (long) fifth)
        .containsEntry("IllegalStateException: later", (long) fifth)
        .containsKey("NullPointerException: the asynchronous operation gave no stage but null");
  }

  /** What a user might give who is not held to our annotations. */
  @SuppressWarnings("NullAway")
  private static CompletableFuture<Void> nothing() {
    return null;
  }

  /** Nothing ever completes: each is timed out and cancelled, and its slot goes to the next. */
  @Test
  void whatTakesTooLongIsCancelledAndGivesItsSlotBack() throws Exception {
    Set<CompletableFuture<Void>> futures = ConcurrentHashMap.newKeySet();
    Timeline timeline =
        new Plans()
            .timeout(50)
            .cap(2, WhenFull.WAIT)
            .async(
                arrival -> {
                  CompletableFuture<Void> never = new CompletableFuture<>();
                  futures.add(never);
                  return never;
                })
            .run();

    Outcomes outcomes = outcomes(timeline);
    assertThat(outcomes.due()).isEqualTo(ALL);
    assertThat(outcomes.ok()).isZero();
    assertThat(outcomes.timedOut()).isGreaterThan(BURST + 4L);
    assertThat(futures).allMatch(CompletableFuture::isCancelled);
    assertThat(timeline.fact("operations.stuck").map(Fact::value)).contains(0.0);
  }

  @Test
  void theCapIsNeverExceededAndWhatWaitsIsStartedWhenASlotIsFree() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch burst = new CountDownLatch(1);
    Timeline timeline =
        new Plans()
            .cap(2, WhenFull.WAIT)
            .async(
                arrival -> {
                  if (arrival.burst()) {
                    burst.countDown();
                    return CompletableFuture.completedFuture(null);
                  }
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  return later(
                      () -> {
                        awaitQuietly(burst);
                        running.decrementAndGet();
                      });
                })
            .run();

    assertThat(most).hasValue(2);
    assertThat(outcomes(timeline).ok()).isEqualTo(ALL);
    assertThat(timeline.total(p -> true).response().countAbove(100.0 * MILLI))
        .isGreaterThanOrEqualTo(8);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void beyondTheCapArrivalsAreDroppedIfSoAsked() throws Exception {
    Timeline timeline =
        new Plans()
            .timeout(300)
            .cap(3, WhenFull.DROP)
            .async(arrival -> new CompletableFuture<Void>())
            .run();

    Outcomes outcomes = outcomes(timeline);
    assertThat(outcomes.due()).isEqualTo(ALL);
    assertThat(outcomes.dropped()).isPositive();
    assertThat(outcomes.timedOut() + outcomes.unfinished() + outcomes.dropped()).isEqualTo(ALL);
  }

  /** A call that never returns blocks the pacing thread: what was due is counted all the same. */
  @Test
  void aCallThatNeverReturnsIsNamedAndNothingIsLost() throws Exception {
    CompletableFuture<Thread> stuck = new CompletableFuture<>();
    AtomicBoolean released = new AtomicBoolean();
    DisturbancesTest.Recorded fault = new DisturbancesTest.Recorded("fault");
    Timeline timeline =
        new Plans()
            .timeout(100)
            .with(new TimedDisturbance(fault, 100 * MILLI, PHASE))
            .async(
                arrival -> {
                  if (arrival.index() == 7) {
                    stuck.complete(Thread.currentThread());
                    while (!released.get()) {
                      LockSupport.parkNanos(MILLI);
                      Thread.interrupted();
                    }
                  }
                  return CompletableFuture.completedFuture(null);
                })
            .run();
    released.set(true);
    stuck.join().join();

    Outcomes outcomes = outcomes(timeline);
    assertThat(outcomes).isEqualTo(new Outcomes(7 + BURST, 0, 1, 0, STEADY - 8, 0));
    assertThat(timeline.fact("operations.stuck").orElseThrow().detail())
        .contains("arrival 7 on spike-pacer");
    // Faults come and go though the pacing thread is stuck.
    assertThat(fault.log).containsExactly("prepare", "begin", "close");
    assertThat(timeline.events()).hasSize(2);
    assertThat(timeline.events().get(1).actualNanos()).isLessThan(2 * PHASE);
  }

  @Test
  void usersOfABurstArePreparedBeforeTheRun() throws Exception {
    Set<Long> prepared = ConcurrentHashMap.newKeySet();
    AtomicInteger unprepared = new AtomicInteger();
    new Plans()
        .prepare(arrival -> prepared.add(arrival.index()))
        .async(
            arrival -> {
              boolean ready = prepared.contains(arrival.index()) == arrival.burst();
              unprepared.addAndGet(ready && prepared.size() == BURST ? 0 : 1);
              return later(() -> {});
            })
        .run();

    assertThat(unprepared).hasValue(0);
  }
}
