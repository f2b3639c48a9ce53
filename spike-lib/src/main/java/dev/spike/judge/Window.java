package dev.spike.judge;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The part of a run that a criterion looks at; never the warm-up nor a quiet phase, unless it is
 * named.
 *
 * @param side the phases of that name, or those before or after all of them
 * @param name the name of a role, of a phase or of a fault, or {@code RUN} for all that is judged
 */
public record Window(Side side, String name) {
  /** Where the phases lie, as seen from those named. */
  public enum Side {
    /** Before the first of them. */
    BEFORE,
    /** Themselves. */
    DURING,
    /** After the last of them. */
    AFTER,
    /** While the fault of that name is on. */
    WHILE
  }

  /** All of the run but the warm-up and the quiet phases. */
  public static final Window RUN = new Window(Side.DURING, "RUN");

  /** The phases of a role. */
  public static Window of(Role role) {
    return new Window(Side.DURING, role.name());
  }

  /** Its text form: a name, or {@code after NAME}, {@code before NAME}, {@code while NAME}. */
  public String text() {
    return side == Side.DURING ? name : side.name().toLowerCase(Locale.ROOT) + " " + name;
  }

  /** The window of a text form. */
  public static Window parse(String text) {
    for (Side side : List.of(Side.BEFORE, Side.AFTER, Side.WHILE)) {
      String word = side.name().toLowerCase(Locale.ROOT) + " ";
      if (text.startsWith(word)) {
        return new Window(side, text.substring(word.length()));
      }
    }
    return new Window(Side.DURING, text);
  }

  /** Which of these phases belong to the window; none while a fault is on, which is no phase. */
  public Predicate<Phase> among(List<Phase> phases) {
    LongStream edges =
        phases.stream()
            .filter(this::isNamed)
            .mapToLong(side == Side.AFTER ? Phase::endNanos : Phase::startNanos);
    return switch (side) {
      case WHILE -> phase -> false;
      case DURING -> this::isNamed;
      case BEFORE -> before(edges.min().orElse(Long.MIN_VALUE));
      case AFTER -> after(edges.max().orElse(Long.MAX_VALUE));
    };
  }

  private static Predicate<Phase> before(long nanos) {
    return phase -> phase.role().judged() && phase.endNanos() <= nanos;
  }

  private static Predicate<Phase> after(long nanos) {
    return phase -> phase.role().judged() && phase.startNanos() >= nanos;
  }

  private boolean isNamed(Phase phase) {
    if (name.equals(RUN.name)) {
      return phase.role().judged();
    }
    return name.equals(phase.role().name()) || name.equals(phase.name());
  }
}
