package dev.spike.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * From when to when a fault is on, as planned or as it was.
 *
 * @param name as in facts and events
 * @param fromNanos its first nanosecond, from the start of the run
 * @param toNanos the nanosecond after its last
 */
public record FaultSpan(String name, long fromNanos, long toNanos) {
  /** Whether it is on at an instant. */
  public boolean covers(long nanos) {
    return fromNanos <= nanos && nanos < toNanos;
  }

  /** How long it is on within a phase. */
  public long within(Phase phase) {
    return Math.max(
        0, Math.min(toNanos, phase.endNanos()) - Math.max(fromNanos, phase.startNanos()));
  }

  /**
   * Those that events tell of, ascending by their begin.
   *
   * @param endNanos where one ends whose end was never told
   */
  static List<FaultSpan> of(List<Event> events, long endNanos) {
    List<FaultSpan> spans = new ArrayList<>();
    List<Event> open = new ArrayList<>();
    for (Event event : events) {
      if (event.isBegin()) {
        open.add(event);
      } else if (event.isEnd()) {
        close(open, event, spans);
      }
    }
    open.forEach(begin -> spans.add(new FaultSpan(begin.fault(), begin.actualNanos(), endNanos)));
    spans.sort(Comparator.comparingLong(FaultSpan::fromNanos));
    return List.copyOf(spans);
  }

  private static void close(List<Event> open, Event end, List<FaultSpan> spans) {
    for (Iterator<Event> i = open.iterator(); i.hasNext(); ) {
      Event begin = i.next();
      if (begin.fault().equals(end.fault())) {
        spans.add(new FaultSpan(end.fault(), begin.actualNanos(), end.actualNanos()));
        i.remove();
        return;
      }
    }
  }
}
