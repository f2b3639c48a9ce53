package dev.spike.measure;

/**
 * A figure found out once for the whole run, such as the number of connections never given back.
 * Criteria refer to it by name, so it is judged alike whether just measured or read from a file.
 *
 * @param name dotted name, unique within a run
 * @param value the figure; NaN when it could not be found out
 * @param unit what it counts
 * @param detail one line for the reader; empty where the figure says it all
 */
public record Fact(String name, double value, Unit unit, String detail) {
  /** Begins the name of a count of how often a disturbance acted; its name follows. */
  public static final String FIRED = "fault.fired.";

  /** Refuses a name with blanks, by which criteria could not refer to it. */
  public Fact {
    if (!name.matches("\\S+")) {
      throw new IllegalArgumentException(
          "fact name '" + name + "': use dots and dashes instead of blanks, such as pool.leaked");
    }
  }

  /** A count that says it all. */
  public static Fact count(String name, long value) {
    return new Fact(name, value, Unit.COUNT, "");
  }

  /** A count with a line of explanation. */
  public static Fact count(String name, long value, String detail) {
    return new Fact(name, value, Unit.COUNT, detail);
  }
}
