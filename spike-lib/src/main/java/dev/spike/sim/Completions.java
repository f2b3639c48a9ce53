package dev.spike.sim;

import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Outcome;
import dev.spike.measure.Recorder;
import dev.spike.measure.SingleWriter;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records operations when virtual time has come to their ends, which are known before, and hands on
 * an increment whenever an interval of the clock has ended. Keeps what ends in a later interval
 * sorted by that interval only. Not thread-safe.
 */
final class Completions {
  private final Grid grid;
  private final Recorder recorder;
  private final SingleWriter writer;
  private final Consumer<Increment> increments;
  private final @Nullable Batch[] later;
  private int now;
  private long nowEnds;

  Completions(Grid grid, Consumer<Increment> increments) {
    this.grid = grid;
    this.increments = increments;
    recorder = new Recorder(grid);
    writer = recorder.singleWriter();
    later = new Batch[grid.size()];
    nowEnds = endOf(0);
  }

  /** What ends after the load ends in the last interval. */
  private long endOf(int index) {
    return index + 1 == grid.size() ? Long.MAX_VALUE : grid.endOf(index);
  }

  /** An operation that was started, and will end no earlier than the present. */
  void ended(Call call, long ended, Outcome outcome) {
    if (ended < nowEnds) {
      record(call, ended, outcome);
    } else {
      int index = grid.indexOf(ended);
      Batch batch = later[index];
      if (batch == null) {
        batch = new Batch();
        later[index] = batch;
      }
      batch.add(call, ended, outcome);
    }
  }

  /** An operation that was due, and is given up now without having been started. */
  void dropped(long intended, long atLeastNanos) {
    recorder.dropped(intended, atLeastNanos);
  }

  private void record(Call call, long ended, Outcome outcome) {
    // A simulated generator is on time: whatever kept a call back was waiting for a slot.
    writer.ended(call.intended(), call.intended(), call.started(), ended, outcome);
  }

  /** Lets the present become an instant, before the end of the load or after it. */
  void advanceTo(long instant) {
    while (instant >= nowEnds) {
      increment();
      now++;
      nowEnds = endOf(now);
      Batch batch = later[now];
      if (batch != null) {
        batch.forEach(this::record);
        later[now] = null;
      }
    }
  }

  /** Hands on all that is left. */
  void finish() {
    advanceTo(grid.startOf(grid.size() - 1));
    increment();
  }

  private void increment() {
    increments.accept(new Increment(now, recorder.drain(), Map.of(), 0, 0));
  }
}
