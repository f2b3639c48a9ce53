package dev.spike;

import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.quiet;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.megabytes;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.leak;
import static dev.spike.judge.Criteria.threadGrowth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Answer;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.MemoryReading;
import dev.spike.report.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs on the real clock: from readings in the quiet phases to the answers. */
@Timeout(120)
class RepeatedSpikesTest {
  private static final long MB = 1 << 20;

  private final List<Thread> leaked = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private static ScenarioResult run(Scenario scenario) {
    return new SpikeRunner(SpikeOptions.defaults().seed(7)).run(scenario).scenarios().get(0);
  }

  private static MemoryReading reading(long megabytes) {
    return new MemoryReading(megabytes * MB, 500 * MB, 4_096 * MB, "G1", "");
  }

  private static CriterionResult result(ScenarioResult of, int criterion) {
    Judgement judgement = Objects.requireNonNull(of.judgement());
    return judgement.criteria().get(criterion);
  }

  @Test
  void memoryAndThreadsThatStayAreTold() throws Exception {
    AtomicInteger operations = new AtomicInteger();
    Scenario leaking =
        Scenario.named("leaking")
            .operation(
                () -> {
                  if (operations.incrementAndGet() % 50 == 0) {
                    leakThread();
                  }
                })
            .memory(() -> reading(100 + operations.get()))
            .load(burst(10).lasting(millis(50)).repeated(10, millis(500)))
            .expect(leak().below(megabytes(1)))
            .expect(threadGrowth().atMost(0));
    ScenarioResult result = run(leaking);
    over.countDown();
    for (Thread thread : leaked) {
      thread.join();
    }

    CriterionResult memory = result(result, 0);
    assertThat(memory.answer()).as(memory.detail()).isEqualTo(Answer.NOT_MET);
    assertThat(memory.value()).isEqualTo(10.0 * MB);
    assertThat(memory.detail()).startsWith("LEAK: ").contains("1 MB an operation");
    assertThat(result(result, 1).answer()).isEqualTo(Answer.NOT_MET);
    assertThat(result(result, 1).value()).isEqualTo(2);
    assertThat(Objects.requireNonNull(result.timeline()).fact("memory.live.QUIET-3"))
        .hasValueSatisfying(fact -> assertThat(fact.detail()).isEqualTo("G1, RSS 500 MB"));
  }

  private synchronized void leakThread() {
    Thread thread =
        new Thread(
            () -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "held");
    thread.setDaemon(true);
    leaked.add(thread);
    thread.start();
  }

  /** The reading ends only when an operation of the phase after it has begun. */
  @Test
  void aReadingThatDisturbsTheLoadMakesTheRunInvalid() {
    CountDownLatch later = new CountDownLatch(1);
    AtomicBoolean loaded = new AtomicBoolean();
    Scenario slow =
        Scenario.named("slow-reading")
            .operation(
                arrival -> {
                  if (arrival.phase().equals("SPIKE-2")) {
                    later.countDown();
                  }
                  loaded.set(true);
                })
            .memory(
                () -> {
                  if (loaded.get()) {
                    awaited(later);
                  }
                  return reading(100);
                })
            .load(
                burst(1)
                    .lasting(millis(50))
                    .then(quiet(millis(500)))
                    .then(spike(perSecond(100)).lasting(millis(50))))
            .expect(errorRate().below(percent(5)));
    ScenarioResult result = run(slow);

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.reasons()).anySatisfy(r -> assertThat(r).contains("went on into SPIKE-2"));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
