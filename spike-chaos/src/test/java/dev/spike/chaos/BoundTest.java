package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.exception;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.chaos.wrap.ChaosExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that are one thread's own, and operations that go on elsewhere. */
@Timeout(120)
class BoundTest {
  private static final ChaosPoint POINT = ChaosPoint.of("bound.point");
  private static final Arming BOUND = Arming.of(1, ofMinutes(30)).boundToThread();

  private final ExecutorService plain = Executors.newFixedThreadPool(4);
  private final ExecutorService wrapped = ChaosExecutor.wrap(plain, "bound.executor");

  @AfterEach
  void shutDown() {
    plain.shutdownNow();
  }

  private static String hit() {
    try {
      POINT.hit();
      return "none";
    } catch (IllegalStateException injected) {
      return String.valueOf(injected.getMessage());
    }
  }

  @Test
  void onlyTheArmingThreadIsHitAndWhatItHandsOver() throws Exception {
    try (Lease lease =
        exception(() -> new IllegalStateException("mine")).on("bound.point").arm(BOUND)) {
      assertThat(hit()).isEqualTo("mine");
      assertThat(plain.submit(BoundTest::hit).get()).isEqualTo("none");
      assertThat(wrapped.submit(BoundTest::hit).get()).isEqualTo("mine");
      assertThat(lease.considered()).isEqualTo(2);
    }
    assertThat(plain.submit(BoundTest::hit).get()).isEqualTo("none");
  }

  @Test
  void anOperationOfTheArmingThreadIsItsOwnToo() {
    try (Lease lease =
            exception(() -> new IllegalStateException("mine")).on("bound.point").arm(BOUND);
        ChaosCall.Scope call = ChaosCall.enter(3)) {
      assertThat(hit()).isEqualTo("mine");
    }
  }

  @Test
  void anOperationOfAnotherThreadIsNot() throws Exception {
    try (Lease lease =
        exception(() -> new IllegalStateException("mine")).on("bound.point").arm(BOUND)) {
      Callable<String> operation =
          () -> {
            try (ChaosCall.Scope call = ChaosCall.enter(3)) {
              return hit();
            }
          };
      assertThat(plain.submit(operation).get()).isEqualTo("none");
      assertThat(lease.considered()).isZero();
      assertThat(lease.fired()).isZero();
    }
  }

  @Test
  void armingsInParallelDoNotSeeEachOther() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);
    List<Future<String>> tests = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String own = "test " + i;
      tests.add(plain.submit(() -> armedAndHit(together, own)));
    }
    for (int i = 0; i < 4; i++) {
      assertThat(tests.get(i).get()).isEqualTo("test " + i);
    }
    assertThat(POINT.isArmed()).isFalse();
  }

  private static String armedAndHit(CyclicBarrier together, String own) throws Exception {
    try (Lease lease =
        exception(() -> new IllegalStateException(own)).on("bound.point").arm(BOUND)) {
      together.await();
      String hit = hit();
      together.await();
      return hit;
    }
  }

  @Test
  void tasksOfOneOperationDecideAlikeWhateverTheirOrder() throws Exception {
    Injection half =
        exception(() -> new IllegalStateException("hit")).on("bound.point").withProbability(0.5);
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (Lease lease = half.arm(Arming.of(9, ofMinutes(30)));
          ChaosCall.Scope call = ChaosCall.enter(5)) {
        runs.add(handedOver(run == 1));
      }
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains("hit", "none");
  }

  private List<String> handedOver(boolean backwards) throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      tasks.add(ChaosCall.carried(BoundTest::hit));
    }
    String[] results = new String[16];
    for (int i = 0; i < 16; i++) {
      int at = backwards ? 15 - i : i;
      results[at] = plain.submit(tasks.get(at)).get();
    }
    return List.of(results);
  }

  @Test
  void aTaskIsItselfWhileNothingIsArmed() {
    Runnable task = () -> {};
    assertThat(ChaosCall.carried(task)).isSameAs(task);
  }
}
