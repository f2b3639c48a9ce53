package dev.spike.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.Report;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.judge.Verdict;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioResult;
import dev.spike.run.Arrival;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a set-up, an operation or a tear-down throws: all that is torn down is torn down. */
class HooksTest {
  private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
  private static final Arrival ARRIVAL = new Arrival(0, 0, "SPIKE", false, 1);
  private static volatile Thread runner = Thread.currentThread();

  /** Part of a second. */
  @Load(
      rate = 100,
      burst = 1,
      warmup = "0s",
      baseline = "100ms",
      spike = "100ms",
      recovery = "100ms")
  @Expect(maxErrors = 50)
  public static class Brief {
    @SpikeScenario(bucket = "50ms")
    public void run() {}
  }

  /** Both tear-downs of an operation throw. */
  public static class Operations extends Brief {
    @TearDown(Level.OPERATION)
    public void b() {
      throw new IllegalStateException("b");
    }

    @TearDown(Level.OPERATION)
    public void a() {
      throw new AssertionError("a");
    }
  }

  /** The first tear-down of each phase throws. */
  public static class Phases extends Brief {
    @TearDown(Level.PHASE)
    public void b(String phase) {
      TOLD.add("b " + phase);
      throw new IllegalStateException("of " + phase);
    }

    @TearDown(Level.PHASE)
    public void a(String phase) {
      TOLD.add("a " + phase);
    }

    @TearDown
    public void close() {
      TOLD.add("close");
    }
  }

  /** The run is interrupted while a phase is being set up, which goes on for a while. */
  public static class Interrupted extends Brief {
    private static final long LOOK_OUT_MILLIS = 200;
    private final CountDownLatch closed = new CountDownLatch(1);

    @SetUp(Level.PHASE)
    public void begin(String phase) throws InterruptedException {
      runner.interrupt();
      TOLD.add(closed.await(LOOK_OUT_MILLIS, TimeUnit.MILLISECONDS) ? "too late" : "begin");
    }

    @TearDown(Level.PHASE)
    public void end(String phase) {
      TOLD.add("end");
    }

    @TearDown
    public void close() {
      TOLD.add("close");
      closed.countDown();
    }
  }

  @BeforeEach
  void nothingIsTold() {
    TOLD.clear();
    runner = Thread.currentThread();
  }

  private static Report run(Class<?> type) {
    SpikeOptions quiet = SpikeOptions.defaults().seed(1).listener(new RunListener() {});
    return new SpikeRunner(quiet).run(AnnotatedScenarios.of(type));
  }

  private static Hooks.Work around(Hooks.Work operation) {
    return Hooks.of(Members.of(Operations.class), Level.OPERATION)
        .around(operation, new Operations());
  }

  @Test
  void theFirstTearDownThatThrowsIsToldWithTheOthers() {
    assertThatThrownBy(() -> around(arrival -> "done").of(ARRIVAL))
        .hasMessage("Operations.b(): java.lang.IllegalStateException: b")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("Operations.a(): java.lang.AssertionError: a"));
  }

  @Test
  void whatTheOperationItselfThrowsComesFirst() {
    Hooks.Work failing =
        around(
            arrival -> {
              throw new IllegalArgumentException("of its own");
            });

    assertThatThrownBy(() -> failing.of(ARRIVAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("of its own")
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(2));
  }

  @Test
  void allOfEachPhaseAreCalledAndTheRunIsInvalid() {
    ScenarioResult result = run(Phases.class).scenarios().get(0);

    assertThat(TOLD)
        .containsExactly(
            "b BASELINE", "a BASELINE", "b SPIKE", "a SPIKE", "b RECOVERY", "a RECOVERY", "close");
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(Objects.requireNonNull(result.timeline()).problems())
        .anyMatch(problem -> problem.contains("Phases.b()") && problem.contains("of BASELINE"));
  }

  @Test
  void whatTheRunTearsDownIsNoMoreInUseByAPhase() {
    Report report = run(Interrupted.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.results().partial()).isTrue();
    assertThat(TOLD).containsExactly("begin", "end", "close");
  }
}
