package dev.spike.junit.cases;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Lease;
import dev.spike.chaos.wrap.ChaosExecutor;
import dev.spike.junit.Chaos;
import dev.spike.junit.ChaosExtension;
import dev.spike.junit.OnAllThreads;
import dev.spike.junit.WithFault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests with faults. */
public final class Disturbed {
  /** What they disturb. */
  public static final ChaosPoint DB = ChaosPoint.of("cases.db");

  private Disturbed() {}

  /** All pass. */
  public static class Passing {
    @Test
    @WithFault(point = "cases.db", exception = SQLException.class)
    void itsOwnCallsFail() {
      assertThatThrownBy(DB::hit)
          .isInstanceOf(SQLException.class)
          .hasMessage("injected at cases.db");
    }

    @Test
    void nobodyElsesDo() {
      DB.hit();
    }

    @Test
    @WithFault(point = "cases.*", latency = "1ms", exception = UnsupportedOperationException.class)
    @WithFault(point = "cases.db", latency = "2 ms", optional = true)
    void slowThenFailing() {
      assertThatThrownBy(DB::hit).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @WithFault(point = "cases.db", exception = IllegalStateException.class)
    void itsTasksFailWhereTheExecutorIsWrapped() throws Exception {
      ExecutorService plain = Executors.newSingleThreadExecutor();
      ExecutorService wrapped = ChaosExecutor.wrap(plain, "cases.pool");

      plain.submit(() -> DB.hit()).get();
      assertThatThrownBy(() -> wrapped.submit(() -> DB.hit()).get())
          .hasCauseInstanceOf(IllegalStateException.class);
      plain.shutdownNow();
    }

    @Test
    @OnAllThreads
    @WithFault(point = "cases.db", exception = IllegalStateException.class)
    void everyCallFails() {
      ExecutorService plain = Executors.newSingleThreadExecutor();

      assertThatThrownBy(() -> plain.submit(() -> DB.hit()).get())
          .hasCauseInstanceOf(IllegalStateException.class);
      plain.shutdownNow();
    }

    @Test
    @WithFault(point = "cases.db", latency = "1ms", optional = true)
    void mayStayIdle() {}
  }

  /** Takes a chaos before the test. */
  @ExtendWith(ChaosExtension.class)
  public static class Armed {
    @BeforeEach
    void failing(Chaos chaos) {
      chaos.arm(exception(IllegalStateException::new).on("cases.db"));
    }

    @Test
    void failsUntilTheLeaseIsClosed(Chaos chaos) {
      Lease lease = chaos.arm(exception(SQLException::new).on("cases.db").first(1));
      assertThatThrownBy(DB::hit).isInstanceOf(IllegalStateException.class);
      assertThat(lease.fired()).isEqualTo(1);
    }
  }

  /** Makes tests that are run after it. */
  public static class Factory {
    @TestFactory
    @WithFault(point = "cases.db", exception = SQLException.class)
    DynamicTest annotated() {
      return DynamicTest.dynamicTest("undisturbed", DB::hit);
    }

    @TestFactory
    @ExtendWith(ChaosExtension.class)
    DynamicTest armed(Chaos chaos) {
      return DynamicTest.dynamicTest(
          "disturbed",
          () -> {
            chaos.arm(exception(IllegalStateException::new).on("cases.db"));
            assertThatThrownBy(DB::hit).isInstanceOf(IllegalStateException.class);
          });
    }
  }

  /** The annotation is the class's. */
  @WithFault(point = "cases.db", exception = SQLException.class)
  public static class FactoryOfClass {
    @TestFactory
    DynamicTest tests() {
      return DynamicTest.dynamicTest("undisturbed", DB::hit);
    }
  }

  /** Throws what the fault made. */
  public static class Throwing {
    @Test
    @WithFault(point = "cases.db", exception = SQLException.class)
    void fails() {
      DB.hit();
    }
  }

  /** Hangs until its time is over. */
  public static class TimingOut {
    @Test
    @Timeout(value = 100, unit = TimeUnit.MILLISECONDS)
    @WithFault(point = "cases.db", hang = true)
    void onItsThread() {
      DB.hit();
    }

    @Test
    @Timeout(value = 100, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    @WithFault(point = "cases.db", hang = true)
    void onAThreadOfItsOwn() {
      DB.hit();
    }
  }

  /** Each fails by what it says of its fault. */
  @ExtendWith(ChaosExtension.class)
  public static class Wrong {
    /** Kept beyond its test. */
    public static volatile Chaos kept;

    @Test
    @WithFault(point = "cases.bd", latency = "1ms", optional = true)
    void misspelt() {
      DB.hit();
    }

    @Test
    @WithFault(point = "cases.db", latency = "1ms")
    void idle() {}

    @Test
    @WithFault(point = "cases.db", latency = "1ms", timeToLive = "0s")
    void noTimeToLive() {}

    @Test
    @WithFault(point = "cases.db", latency = "1 hour")
    void noTime() {}

    @Test
    @WithFault(point = "cases.db")
    void nothing() {}

    @Test
    @WithFault(point = "cases.db", exception = TimeUnitException.class)
    void notToBeMade() {}

    @Test
    void endedBefore(Chaos chaos) {
      Lease lease = chaos.arm(latency(Duration.ofMillis(1)).on("cases.db"), Duration.ofMillis(1));
      await().until(lease::isReverted);
    }

    @Test
    void leftSomething(Chaos chaos) {
      kept = chaos;
      chaos.arm(latency(Duration.ofMillis(1)).on("cases.db").when(Wrong::broken));
      DB.hit();
    }

    private static boolean broken() {
      throw new IllegalStateException("broken");
    }
  }

  /** Takes no message, and not nothing. */
  public static final class TimeUnitException extends Exception {
    private static final long serialVersionUID = 1;

    /** Of a unit. */
    public TimeUnitException(TimeUnit unit) {
      super(unit.name());
    }
  }

  /** A chaos for nobody's test. */
  @ExtendWith(ChaosExtension.class)
  public static class Constructed {
    /** Asks too early. */
    public Constructed(Chaos chaos) {}

    @Test
    void never() {}
  }
}
