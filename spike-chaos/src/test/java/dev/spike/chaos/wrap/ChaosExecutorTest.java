package dev.spike.chaos.wrap;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hang must end the test, not wait with it: hence the thread of its own. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChaosExecutorTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  private final ExecutorService plain = Executors.newSingleThreadExecutor();
  private final ExecutorService wrapped = ChaosExecutor.wrap(plain, "exec.pool");

  @AfterEach
  void shutDown() {
    plain.shutdownNow();
  }

  private record Ranked(int rank, List<Integer> ran) implements Runnable, Comparable<Ranked> {
    @Override
    public void run() {
      ran.add(rank);
    }

    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }
  }

  private static Injection failing(String pattern) {
    return exception(() -> new IllegalStateException("injected")).on(pattern);
  }

  private static void finish(ExecutorService executor) throws InterruptedException {
    executor.shutdown();
    assertThat(executor.awaitTermination(15, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anyOfTheTasksHearsOfAFailureWhenAllOfThemFail() {
    try (Lease lease = failing("exec.pool").arm(ARMING)) {
      assertThatThrownBy(() -> wrapped.invokeAny(List.of(() -> 1)))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("injected");
    }
  }

  @Test
  void aTaskOfInvokeAnyIsHitOnce() throws Exception {
    Callable<Integer> job = () -> 1;
    try (Lease lease = latency(ofNanos(1)).on("exec.*").matching(of -> of == job).arm(ARMING)) {
      assertThat(wrapped.invokeAny(List.of(job))).isEqualTo(1);
      finish(wrapped);
      assertThat(lease.fired()).as("handed over, and run").isEqualTo(2);
      assertThat(lease.considered()).isEqualTo(2);
    }
  }

  @Test
  void aCompletionServiceDeliversFailures() throws Exception {
    ExecutorCompletionService<Integer> completions = new ExecutorCompletionService<>(wrapped);
    try (Lease lease = failing("exec.pool").arm(ARMING)) {
      Future<Integer> submitted = completions.submit(() -> 1);
      assertThatThrownBy(completions.take()::get).hasRootCauseMessage("injected");
      assertThat(submitted).isDone();
      finish(wrapped);
      assertThat(lease.considered()).isEqualTo(1);
    }
  }

  @Test
  void aCompletionServiceElsewhereThatHandsItsTasksOnIsHit() throws Exception {
    ExecutorCompletionService<Integer> completions =
        new ExecutorCompletionService<>(task -> wrapped.execute(task));
    try (Lease lease = latency(ofNanos(1)).on("exec.pool").arm(ARMING)) {
      Future<Integer> submitted = completions.submit(() -> 1);
      assertThat(completions.take()).isSameAs(submitted);
      assertThat(submitted.get()).isEqualTo(1);
      assertThat(lease.considered()).isEqualTo(1);
    }
  }

  @Test
  void tasksReachTheirQueueAsTheyAreWhileNothingIsArmed() throws Exception {
    CountDownLatch queued = new CountDownLatch(1);
    List<Integer> ran = new ArrayList<>();
    ExecutorService byRank =
        ChaosExecutor.wrap(
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>()),
            "exec.byRank");
    byRank.execute(() -> awaitQuietly(queued));
    for (int rank = 3; rank > 0; rank--) {
      byRank.execute(new Ranked(rank, ran));
    }
    queued.countDown();
    finish(byRank);
    assertThat(ran).containsExactly(1, 2, 3);
  }

  @Test
  void theSubjectIsTheTaskThatWasHandedOver() throws Exception {
    Runnable job = new Ranked(1, new ArrayList<>());
    Callable<Integer> call = () -> 1;
    try (Lease lease =
        latency(ofNanos(1)).on("exec.*").matching(of -> of == job || of == call).arm(ARMING)) {
      wrapped.submit(job).get();
      wrapped.submit(job, 1).get();
      wrapped.submit(call).get();
      wrapped.invokeAll(List.of(call));
      wrapped.invokeAll(List.of(call), 1, TimeUnit.MINUTES);
      wrapped.execute(job);
      finish(wrapped);
      assertThat(lease.fired()).as("each handed over, and run").isEqualTo(12);
    }
  }

  @Test
  void whatNeverRanIsGivenBackAsItWasHandedOver() {
    CountDownLatch never = new CountDownLatch(1);
    Ranked job = new Ranked(1, new ArrayList<>());
    plain.execute(() -> awaitQuietly(never));
    try (Lease lease = latency(ofNanos(1)).on("exec.pool").arm(ARMING)) {
      wrapped.execute(job);
      assertThat(wrapped.shutdownNow()).containsExactly(job);
    }
  }

  @Test
  void futuresThatNeverRanAreGivenBackSoThatTheyCanBeCancelled() {
    CountDownLatch never = new CountDownLatch(1);
    plain.execute(() -> awaitQuietly(never));
    try (Lease lease = latency(ofNanos(1)).on("exec.pool").arm(ARMING)) {
      Future<Integer> future = wrapped.submit(() -> 1);
      assertThat(wrapped.shutdownNow()).singleElement().isSameAs(future);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
