package dev.spike.annotation;

import dev.spike.measure.Fact;
import dev.spike.measure.Phase;
import dev.spike.run.Disturbance;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What is done at the edges of phases: one after the other on a thread of its own, to which the
 * run's clock only hands it, so that no arrival is held up. Of one run at a time.
 */
final class PhaseHooks {
  private static final long WAIT_SECONDS = 10;
  private static final String LASTING =
      "what is done at the edges of phases has not ended in " + WAIT_SECONDS + " s after the load";

  private final List<Call> begins;
  private final List<Call> ends;
  private final Queue<Future<?>> handed = new LinkedBlockingQueue<>();
  private ExecutorService thread = started();
  private @Nullable Begun last;

  PhaseHooks(List<Call> begins, List<Call> ends) {
    this.begins = begins;
    this.ends = ends;
  }

  /** Threads are started by their first task. */
  private static ExecutorService started() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "spike-phase-hooks");
          thread.setDaemon(true);
          return thread;
        });
  }

  Disturbance of(Phase phase) {
    return new Disturbance() {
      @Override
      public String name() {
        return "phase " + phase.name();
      }

      @Override
      public boolean isFault() {
        return false;
      }

      @Override
      public void prepare() {
        hand(phase, name -> {});
      }

      @Override
      public Active begin(long seed, long lifetimeNanos) {
        return begun(phase);
      }
    };
  }

  /** A phase that begins with a burst begins a little early: the one before it is over then. */
  private synchronized Begun begun(Phase phase) {
    if (last != null) {
      last.close();
    }
    hand(phase, this::setUp);
    last = new Begun(phase);
    return last;
  }

  private void setUp(String phase) throws Exception {
    for (Call call : begins) {
      call.named(phase);
    }
  }

  private void tearDown(String phase) throws Exception {
    Failures failures = new Failures();
    failures.ofAll(ends, phase);
    failures.check();
  }

  private synchronized void hand(Phase phase, Edge edge) {
    if (thread.isShutdown()) {
      thread = started();
    }
    handed.add(
        thread.submit(
            () -> {
              edge.of(phase.name());
              return phase;
            }));
  }

  /** What is done at an edge. */
  @FunctionalInterface
  private interface Edge {
    void of(String phase) throws Exception;
  }

  /** A phase that goes on. */
  private final class Begun implements Disturbance.Active {
    private final Phase phase;
    private boolean over;

    Begun(Phase phase) {
      this.phase = phase;
    }

    @Override
    public long fired() {
      return 0;
    }

    @Override
    public void close() {
      synchronized (PhaseHooks.this) {
        if (!over) {
          over = true;
          hand(phase, PhaseHooks.this::tearDown);
        }
      }
    }
  }

  /** Awaits all that was handed over; a failure makes the run INVALID. */
  List<Fact> outcome() throws Exception {
    Failures failures = new Failures();
    for (Future<?> next = handed.poll(); next != null; next = handed.poll()) {
      try {
        next.get(WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        failures.add(Objects.requireNonNullElse(e.getCause(), e));
      } catch (TimeoutException e) {
        failures.add(new IllegalStateException(LASTING, e));
        // So that those behind it get their turn.
        next.cancel(true);
      }
    }
    failures.check();
    return List.of();
  }

  /** Awaits the thread, as what is torn down after it may be in its use; interrupted in the end. */
  void close() throws InterruptedException {
    ExecutorService ending = ending();
    try {
      if (ending.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } finally {
      ending.shutdownNow();
    }
    if (!ending.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(LASTING);
    }
  }

  private synchronized ExecutorService ending() {
    thread.shutdown();
    handed.clear();
    return thread;
  }
}
