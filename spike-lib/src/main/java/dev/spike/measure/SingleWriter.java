package dev.spike.measure;

import java.util.List;
import org.HdrHistogram.WriterReaderPhaser;
import org.jspecify.annotations.Nullable;

/**
 * Takes the stamps of operations from one thread, at the cost of a few nanoseconds each and without
 * allocating; made by {@link Recorder#singleWriter()}.
 *
 * <p>The writer never waits for the reader: there are two sets of tables, and a {@link
 * WriterReaderPhaser} tells the reader when the writer has left the one it is about to read (Tene,
 * HdrHistogram). Only one thread at a time may call {@link #ended}; {@link #close()} may come from
 * any.
 */
public final class SingleWriter {
  private final WriterReaderPhaser phaser = new WriterReaderPhaser();
  private volatile @Nullable Cells active;

  // Guarded by the phaser's reader lock:
  private Cells idle;
  private long recorded;

  SingleWriter(Grid grid) {
    active = new Cells(grid);
    idle = new Cells(grid);
  }

  /**
   * Counts an operation that was started and has ended, in the interval of its intended start.
   * Wait-free. Stamps are nanoseconds from the start of the run; it costs least where intended
   * starts do not decrease.
   *
   * @return false, and nothing is counted, once this is closed
   */
  public boolean ended(long intended, long dispatched, long started, long ended, Outcome outcome) {
    long phase = phaser.writerCriticalSectionEnter();
    try {
      Cells cells = active;
      if (cells == null) {
        return false;
      }
      cells.at(intended).ended(intended, dispatched, started, ended, outcome);
      return true;
    } finally {
      phaser.writerCriticalSectionExit(phase);
    }
  }

  /**
   * Lets nothing more be recorded. What was recorded before is in the recorder's next {@link
   * Recorder#drain()}. May be called again.
   *
   * @return how many operations were recorded in all
   */
  public long close() {
    phaser.readerLock();
    try {
      Cells last = active;
      if (last != null) {
        idle = last;
        active = null;
        phaser.flipPhase();
        recorded += last.count();
      }
      return recorded;
    } finally {
      phaser.readerUnlock();
    }
  }

  boolean isClosed() {
    return active == null;
  }

  /** Takes out what was recorded since the last call, ascending. */
  List<Interval> take() {
    phaser.readerLock();
    try {
      Cells full = active;
      if (full == null) {
        return idle.take();
      }
      active = idle;
      idle = full;
      phaser.flipPhase();
      recorded += full.count();
      return full.take();
    } finally {
      phaser.readerUnlock();
    }
  }
}
