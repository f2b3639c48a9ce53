package dev.spike.chaos.wrap;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.nullResult;
import static dev.spike.chaos.fault.Faults.wrongResult;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.Lease;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WrappersTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  /** A gateway as services have them. */
  public interface Gateway {
    String pay(String account, int cents) throws IOException;

    default String payAll(String account) throws IOException {
      return pay(account, 100);
    }
  }

  sealed interface Sealed permits OnlyOne {}

  record OnlyOne() implements Sealed {}

  private record RealGateway() implements Gateway {
    @Override
    public String pay(String account, int cents) throws IOException {
      if (cents < 0) {
        throw new IOException("negative");
      }
      return account + ":" + cents;
    }
  }

  private final Gateway target = new RealGateway();
  private final Gateway gateway = ChaosInterface.wrap(Gateway.class, target, "wrap.gateway");

  @Test
  void anInterfaceIsItselfWhileNothingIsArmed() throws IOException {
    assertThat(gateway.pay("a", 5)).isEqualTo("a:5");
    assertThat(gateway.payAll("a")).as("default method").isEqualTo("a:100");
    assertThat(catchThrowable(() -> gateway.pay("a", -1)))
        .isInstanceOf(IOException.class)
        .hasMessage("negative");
    assertThat(List.of(gateway)).contains(gateway);
    assertThat(gateway).isEqualTo(target).hasSameHashCodeAs(target);
    assertThat(gateway).hasToString("RealGateway[]");
  }

  @Test
  void callsHitThePointWithTheirArguments() throws IOException {
    try (Lease lease =
        exception(() -> new IOException("injected"))
            .on("wrap.gateway")
            .matching(of -> of instanceof MethodCall call && call.arguments().contains(7))
            .arm(ARMING)) {
      assertThat(gateway.pay("a", 5)).isEqualTo("a:5");
      assertThat(gateway.payAll("a")).isEqualTo("a:100");
      assertThat(catchThrowable(() -> gateway.pay("a", 7)))
          .isInstanceOf(IOException.class)
          .hasMessage("injected");
      assertThat(catchThrowable(() -> gateway.pay("a", -1))).hasMessage("negative");
      assertThat(lease.journal().get(0).subject()).isEqualTo("pay(a, 7)");
    }
  }

  @Test
  void resultsOfAnInterfaceCanBeWrong() throws IOException {
    try (Lease wrong = wrongResult(result -> result + "!").on("wrap.gateway").arm(ARMING)) {
      assertThat(gateway.pay("a", 5)).isEqualTo("a:5!");
    }
    try (Lease none = nullResult().on("wrap.gateway").arm(ARMING)) {
      assertThat(gateway.payAll("a")).isNull();
    }
  }

  @Test
  void aTypeOfTheJdkCanBeWrappedToo() {
    Comparable<String> five = ChaosInterface.wrap(comparable(), "five", "wrap.comparable");
    assertThat(five.compareTo("five")).isZero();
  }

  @SuppressWarnings("unchecked")
  private static Class<Comparable<String>> comparable() {
    return (Class<Comparable<String>>) (Class<?>) Comparable.class;
  }

  @Test
  void whatNoProxyCanStandForIsRefused() {
    assertThatThrownBy(() -> ChaosInterface.wrap(Sealed.class, new OnlyOne(), "wrap.sealed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("non-sealed");
    assertThatThrownBy(() -> ChaosInterface.wrap(String.class, "x", "wrap.class"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void callablesAndSuppliersHitTheirPoint() throws Exception {
    Callable<String> callable = ChaosCallable.wrap(() -> "called", "wrap.callable");
    Supplier<String> supplier = ChaosCallable.supplier(() -> "supplied", "wrap.supplier");
    assertThat(callable.call() + supplier.get()).isEqualTo("calledsupplied");
    try (Lease lease = exception(() -> new IOException("injected")).on("wrap.*").arm(ARMING)) {
      assertThat(catchThrowable(callable::call)).isInstanceOf(IOException.class);
      assertThat(catchThrowable(supplier::get)).isInstanceOf(IOException.class);
    }
    try (Lease lease = wrongResult(result -> "wrong").on("wrap.supplier").arm(ARMING)) {
      assertThat(supplier.get()).isEqualTo("wrong");
    }
  }

  @Test
  void tasksFailAsIfTheyHadThrownAndHandingOverFailsAtOnce() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    ExecutorService wrapped = ChaosExecutor.wrap(pool, "wrap.pool");
    try {
      assertThat(wrapped.submit(() -> "done").get()).isEqualTo("done");
      try (Lease running =
          exception(() -> new IllegalStateException("run")).on("wrap.pool").arm(ARMING)) {
        assertThat(catchThrowable(wrapped.submit(() -> "done")::get))
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseMessage("run");
      }
      try (Lease full =
          exception(() -> new IllegalStateException("full")).on("wrap.pool.submit").arm(ARMING)) {
        assertThatThrownBy(() -> wrapped.submit(() -> "done")).hasMessage("full");
      }
      assertThat(wrapped.isShutdown()).isFalse();
    } finally {
      wrapped.shutdown();
    }
    assertThat(wrapped.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.isTerminated()).isTrue();
    assertThatThrownBy(() -> ChaosExecutor.wrap(pool, "wrap.pool"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shut down already");
  }

  @Test
  void aPlainExecutorRunsTasksInTheNameOfTheirOperation() {
    Executor direct = ChaosExecutor.wrap((Executor) Runnable::run, "wrap.direct");
    try (Lease lease =
            exception(() -> new IllegalStateException("hit")).on("wrap.direct").arm(ARMING);
        ChaosCall.Scope call = ChaosCall.enter(11)) {
      assertThatThrownBy(() -> direct.execute(() -> {})).hasMessage("hit");
      assertThat(lease.journal().get(0).arrival()).isEqualTo(11);
    }
    assertThatCode(() -> direct.execute(() -> {})).doesNotThrowAnyException();
  }
}
