package dev.spike.annotation;

import dev.spike.measure.Fact;
import dev.spike.measure.Phase;
import dev.spike.run.Disturbance;
import java.util.List;
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
        hand(List.of(), phase);
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
    hand(begins, phase);
    last = new Begun(phase);
    return last;
  }

  private synchronized void hand(List<Call> calls, Phase phase) {
    if (thread.isShutdown()) {
      thread = started();
    }
    handed.add(
        thread.submit(
            () -> {
              for (Call call : calls) {
                call.named(phase.name());
              }
              return phase;
            }));
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
          hand(ends, phase);
        }
      }
    }
  }

  /** Awaits what was handed over; the first failure makes the run INVALID. */
  List<Fact> outcome() throws Exception {
    for (Future<?> next = handed.poll(); next != null; next = handed.poll()) {
      try {
        next.get(WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      } catch (TimeoutException e) {
        throw new IllegalStateException(
            "what is done at the edges of phases has not ended "
                + WAIT_SECONDS
                + " s after the load",
            e);
      }
    }
    return List.of();
  }

  synchronized void close() {
    thread.shutdownNow();
    handed.clear();
  }
}
