package dev.spike.judge;

import dev.spike.measure.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stretch in which the target was out of its band again.
 *
 * @param fromNanos its first nanosecond, from the end of the disturbance
 * @param toNanos the nanosecond after its last
 */
public record Spell(long fromNanos, long toNanos) {
  /** Refuses a stretch that ends before it begins. */
  public Spell {
    if (toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "out of band from " + fromNanos + " to " + toNanos + " ns: it must end after it begins");
    }
  }

  /** How long it was. */
  public long nanos() {
    return toNanos - fromNanos;
  }

  /** When it fell out and for how long in all; empty where it did not. */
  static String told(List<Spell> spells) {
    if (spells.isEmpty()) {
      return "";
    }
    String from =
        spells.stream()
            .map(spell -> Wording.of((double) spell.fromNanos(), Unit.NANOS))
            .collect(Collectors.joining(", "));
    double total = spells.stream().mapToLong(Spell::nanos).sum();
    return "out of band again after " + from + " for " + Wording.of(total, Unit.NANOS) + "; ";
  }
}
