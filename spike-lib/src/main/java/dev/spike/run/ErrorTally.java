package dev.spike.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts errors by kind, a bounded number of kinds; thread-safe. */
final class ErrorTally {
  private static final int MAX_KINDS = 20;
  private static final int MAX_LENGTH = 160;
  private static final String OTHER = "other errors";

  /** Hash codes are whole words, and no domain: {@code @ec5a}, but not {@code @example.com}. */
  private static final Pattern VARYING =
      Pattern.compile("(?<=@)[0-9a-f]+(?!\\w|[.-]\\w)|(?<=0x)[0-9a-f]+\\b|\\d{2,}");

  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(Throwable error) {
    String kind = kindOf(error);
    boolean known = counts.containsKey(kind) || counts.size() < MAX_KINDS;
    counts.merge(known ? kind : OTHER, 1L, Long::sum);
  }

  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /**
   * The type and first line, with numbers and the hash codes of objects blotted out so that "order
   * 17 failed" and "order 18 failed" are one.
   */
  static String kindOf(Throwable error) {
    String line =
        (error.getClass().getSimpleName() + messageOf(error)).lines().findFirst().orElse("");
    String blotted = VARYING.matcher(line).replaceAll("#");
    return blotted.length() <= MAX_LENGTH ? blotted : blotted.substring(0, MAX_LENGTH) + "...";
  }

  /** The message is the target's code and may throw itself. */
  private static String messageOf(Throwable error) {
    try {
      return error.getMessage() == null ? "" : ": " + error.getMessage();
    } catch (RuntimeException e) {
      return "";
    }
  }
}
