package dev.spike.remote.proxy;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Bytes that went through a proxy, all connections together. Thread-safe. */
final class Traffic {
  private final Map<Direction, LongAdder> received = counters();
  private final Map<Direction, LongAdder> sent = counters();

  private static Map<Direction, LongAdder> counters() {
    Map<Direction, LongAdder> counters = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      counters.put(direction, new LongAdder());
    }
    return counters;
  }

  LongAdder received(Direction direction) {
    return counter(received, direction);
  }

  LongAdder sent(Direction direction) {
    return counter(sent, direction);
  }

  @SuppressWarnings("NullAway") // Every direction has one.
  private static LongAdder counter(Map<Direction, LongAdder> counters, Direction direction) {
    return counters.get(direction);
  }
}
