package dev.spike.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Counts the connections of one run out and in; thread-safe. A loan is in use from when the pool
 * has handed it out until its giving back begins, not until that ends: the pool may lend the
 * connection to another before {@code close()} has returned, and that is no fault. So the number in
 * use is never above the true one. It is outstanding until its giving back has ended.
 */
final class Loans {
  private static final int MAX_EXCESSES = 1_000;

  private final IntSupplier limit;
  private final Set<Loan> inUse = new LinkedHashSet<>();
  private final Set<Loan> outstanding = new LinkedHashSet<>();
  private int highestLimit;
  private int peak;
  private int peakSinceReading;
  private long made;
  private final List<Excess> excesses = new ArrayList<>();
  private long furtherExcesses;
  private long timedOut;

  /**
   * @param limit how many may be in use; read at each loan, as it can be changed while the pool
   *     runs, when the highest counts
   */
  Loans(IntSupplier limit) {
    this.limit = limit;
    this.highestLimit = limit.getAsInt();
  }

  /** One connection on loan. */
  final class Loan {
    private final Connection connection;
    private final String thread = Thread.currentThread().getName();
    private final long since = System.nanoTime();
    private boolean evicted;

    private Loan(Connection connection) {
      this.connection = connection;
    }

    void returning() {
      boolean closed = isClosed();
      synchronized (Loans.this) {
        evicted |= inUse.remove(this) && closed;
      }
    }

    void returned() {
      synchronized (Loans.this) {
        outstanding.remove(this);
      }
    }

    /** Whether its handle is dead; then it was no loan any more, when that began nobody knows. */
    private boolean isFoundDead() {
      evicted |= isClosed();
      return evicted;
    }

    /** It may have been given back past the wrapper, as by {@code statement.getConnection()}. */
    boolean isClosed() {
      try {
        return connection.isClosed();
      } catch (SQLException unknown) {
        return false;
      }
    }

    @Override
    public String toString() {
      Duration held = Duration.ofNanos(System.nanoTime() - since);
      return "borrowed by thread " + thread + ", held for " + held.toMillis() + " ms";
    }
  }

  /**
   * More in use than allowed, as it looked. A pool may replace a broken connection a moment before
   * the handle that its borrower still holds reads as closed: such a handle, seen when it is given
   * back, was no loan any more.
   */
  private record Excess(int limit, List<Loan> inUse, String thread) {
    boolean isReal() {
      return inUse.stream().filter(loan -> !loan.evicted).count() > limit;
    }

    @Override
    public String toString() {
      return inUse.size() + " borrowed at once by thread " + thread;
    }
  }

  synchronized Loan lent(Connection connection) {
    Loan loan = new Loan(connection);
    made++;
    inUse.add(loan);
    outstanding.add(loan);
    highestLimit = Math.max(highestLimit, limit.getAsInt());
    if (inUse.size() > highestLimit) {
      inUse.removeIf(Loan::isFoundDead);
      countOver();
    }
    peak = Math.max(peak, inUse.size());
    peakSinceReading = Math.max(peakSinceReading, inUse.size());
    return loan;
  }

  private void countOver() {
    if (inUse.size() <= highestLimit) {
      return;
    }
    if (excesses.size() == MAX_EXCESSES) {
      furtherExcesses++;
    } else {
      String thread = Thread.currentThread().getName();
      excesses.add(new Excess(highestLimit, List.copyOf(inUse), thread));
    }
  }

  synchronized void timedOut() {
    timedOut++;
  }

  /** The most in use since this was last asked. */
  synchronized int peakSinceReading() {
    int read = peakSinceReading;
    peakSinceReading = inUse.size();
    return read;
  }

  /** Those not given back, the oldest first. */
  List<Loan> outstanding() {
    List<Loan> held;
    synchronized (this) {
      held = new ArrayList<>(outstanding);
    }
    held.removeIf(Loan::isClosed);
    return held;
  }

  synchronized int peak() {
    return peak;
  }

  synchronized int limit() {
    return highestLimit;
  }

  synchronized long made() {
    return made;
  }

  synchronized long over() {
    return furtherExcesses + excesses.stream().filter(Excess::isReal).count();
  }

  synchronized String firstOver() {
    return excesses.stream().filter(Excess::isReal).map(Excess::toString).findFirst().orElse("");
  }

  synchronized long timeOuts() {
    return timedOut;
  }
}
