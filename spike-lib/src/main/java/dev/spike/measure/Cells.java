package dev.spike.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * The intervals that one stripe or writer has recorded into since they were last taken; not
 * thread-safe. Remembers where the interval in use ends, so that the grid is asked once an interval
 * and not once an operation.
 */
final class Cells {
  /** Kept for the next time; more are in use after a freeze, or where answers are slow. */
  private static final int KEPT = 4;

  private final Grid grid;
  private final TreeMap<Integer, Cell> used = new TreeMap<>();
  private final Deque<Cell> spare = new ArrayDeque<>();
  private Cell current = new Cell();
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;

  Cells(Grid grid) {
    this.grid = grid;
    spare.add(current);
  }

  /** The cell of an instant. */
  Cell at(long intended) {
    return from <= intended && intended < to ? current : moveTo(intended);
  }

  private Cell moveTo(long intended) {
    int index = grid.indexOf(intended);
    from = index == 0 ? Long.MIN_VALUE : grid.startOf(index);
    to = index == grid.size() - 1 ? Long.MAX_VALUE : grid.endOf(index);
    current = used.computeIfAbsent(index, i -> spare.isEmpty() ? new Cell() : spare.pop());
    return current;
  }

  /** How many operations they hold. */
  long count() {
    return used.values().stream().mapToLong(Cell::count).sum();
  }

  /** Takes all out, ascending. */
  List<Interval> take() {
    List<Interval> taken = new ArrayList<>(used.size());
    used.forEach(
        (index, cell) -> {
          taken.add(cell.toInterval(index));
          if (spare.size() < KEPT) {
            cell.clear();
            spare.push(cell);
          }
        });
    used.clear();
    from = Long.MAX_VALUE;
    to = Long.MIN_VALUE;
    return taken;
  }
}
