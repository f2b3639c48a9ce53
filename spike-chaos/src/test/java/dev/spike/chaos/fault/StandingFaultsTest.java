package dev.spike.chaos.fault;

import static dev.spike.chaos.fault.Faults.cpuHogs;
import static dev.spike.chaos.fault.Faults.gcPressure;
import static dev.spike.chaos.fault.Faults.heapPressure;
import static dev.spike.chaos.fault.Faults.holding;
import static dev.spike.chaos.fault.Faults.starvation;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Injected;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What acts from its arming to its revert. */
@Timeout(120)
class StandingFaultsTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));
  private static final long MEGABYTE = 1 << 20;

  private static long used() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.totalMemory() - jvm.freeMemory();
  }

  @Test
  void ballastTakesHeapAndGivesItBack() {
    System.gc();
    long before = used();
    try (Lease lease = heapPressure(48 * MEGABYTE).on("jvm").arm(ARMING)) {
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 1);
      System.gc();
      assertThat(used() - before).isGreaterThan(40 * MEGABYTE);
      assertThat(lease.remark()).as("needs no point").isEmpty();
    }
    await()
        .atMost(ofSeconds(60))
        .until(
            () -> {
              System.gc();
              return used() - before < 24 * MEGABYTE;
            });
  }

  @Test
  void moreBallastThanTheHeapCanTakeIsRefusedAndNothingStaysArmed() {
    assertThatThrownBy(() -> heapPressure(Long.MAX_VALUE).on("jvm").arm(ARMING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("heap-pressure fault on jvm could not begin")
        .hasMessageContaining("take less or give the JVM a larger heap");
  }

  @Test
  void whatIsBeingLoadedIsNotThereForTheNext() {
    HeapRoom room = new HeapRoom(() -> 100);
    room.reserve(60);
    assertThatThrownBy(() -> room.reserve(41)).hasMessageContaining("only 40 can be taken now");
    room.reserve(40);
    room.giveBack(60);
    room.reserve(60);
  }

  @Test
  void threadsAreNotLeftBehindWhenOneCannotBeStarted() throws Exception {
    List<Thread> made = new ArrayList<>();
    BiFunction<Runnable, Integer, Thread> three =
        (task, i) -> {
          Thread thread =
              i < 2
                  ? new Thread(task)
                  : new Thread(task) {
                    @Override
                    public synchronized void start() {
                      throw new OutOfMemoryError("unable to create native thread");
                    }
                  };
          made.add(thread);
          return thread;
        };
    assertThatThrownBy(() -> new Workers(3, StandingFaultsTest::spin, three))
        .isInstanceOf(OutOfMemoryError.class);
    for (Thread thread : made) {
      thread.join();
    }
  }

  private static void spin(BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void gcPressureMakesTheCollectorWork() {
    long before = collections();
    try (Lease lease = gcPressure(20_000 * MEGABYTE).on("jvm").arm(ARMING)) {
      await().atMost(ofSeconds(60)).until(() -> collections() > before);
    }
    assertThat(threadsNamed("gc-pressure")).isZero();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long threadsNamed(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  @Test
  void hogsRunUntilTheRevert() {
    try (Lease lease = cpuHogs(2).on("jvm").arm(ARMING)) {
      assertThat(threadsNamed("cpu-hogs")).isEqualTo(2);
    }
    assertThat(threadsNamed("cpu-hogs")).isZero();
  }

  @Test
  void aStarvedPoolGetsToItsTasksAfterTheRevert() throws Exception {
    ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);
    try {
      Future<String> waiting;
      try (Lease lease = starvation(pool, 2).on("pool").arm(ARMING)) {
        await().atMost(ofSeconds(60)).until(() -> lease.fired() == 2);
        waiting = pool.submit(() -> "done");
        assertThat(pool.getActiveCount()).isEqualTo(2);
        assertThat(waiting.isDone()).isFalse();
      }
      assertThat(waiting.get()).isEqualTo("done");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anExecutorThatRunsTasksInTheCallersThreadIsRefusedAndItsThreadsAreFree() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(1),
            new ThreadPoolExecutor.CallerRunsPolicy());
    try {
      assertThatThrownBy(() -> starvation(pool, 3).on("pool").arm(ARMING))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the executor runs tasks in the thread that gives them");
      assertThat(pool.submit(() -> "done").get()).isEqualTo("done");
    } finally {
      pool.shutdownNow();
    }
  }

  private static AutoCloseable permitOf(Semaphore permits) throws InterruptedException {
    permits.acquire();
    return permits::release;
  }

  @Test
  void whatIsHeldIsGivenBackAlsoWhenThereWasLessThanAskedFor() {
    Semaphore permits = new Semaphore(3);
    Injection held = holding("permits-held", () -> permitOf(permits), 5).on("permits");
    try (Lease lease = held.arm(ARMING)) {
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 3);
      assertThat(permits.availablePermits()).isZero();
      permits.release();
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 4);
      assertThat(lease.journal()).extracting(Injected::kind).containsOnly("permits-held");
    }
    assertThat(permits.availablePermits()).isEqualTo(4);
    assertThat(threadsNamed("permits-held")).isZero();
  }

  @Test
  void whatCannotBeHadIsAskedForAgain() {
    AtomicInteger asked = new AtomicInteger();
    Callable<AutoCloseable> reluctant =
        () -> {
          if (asked.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
          return () -> {};
        };
    try (Lease lease = holding("held", reluctant, 1).on("resource").arm(ARMING)) {
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 1);
      assertThat(asked).hasValue(3);
    }
  }

  @Test
  void whatCannotBeGivenBackIsReportedByTheCheck() {
    AutoCloseable stuck =
        () -> {
          throw new UnsupportedOperationException("stuck");
        };
    Lease lease = holding("held", () -> stuck, 1).on("resource").arm(ARMING);
    await().atMost(ofSeconds(60)).until(() -> lease.fired() == 1);
    assertThatThrownBy(lease::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("held fault on resource left something behind")
        .hasMessageContaining("stuck");
    assertThat(lease.isReverted()).isTrue();
  }

  @Test
  void whatMakesNoSenseIsRefusedWithTheFix() {
    assertThatThrownBy(() -> cpuHogs(0)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> heapPressure(0)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> gcPressure(0)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> starvation(Runnable::run, 0)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> holding("held", () -> () -> {}, 0)).hasMessageContaining("was 0");
  }
}
