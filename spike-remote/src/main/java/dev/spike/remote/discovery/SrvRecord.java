package dev.spike.remote.discovery;

import java.util.Comparator;

/**
 * An SRV record (RFC 2782).
 *
 * @param priority lower comes first
 * @param weight among equal priorities, higher comes first
 * @param port where the service listens
 * @param target the host's name without the closing dot; empty if the service is decidedly not
 *     there
 */
record SrvRecord(int priority, int weight, int port, String target) {
  /**
   * By priority, then weight. RFC 2782 draws among equal priorities by weight; here the order is
   * fixed, as the same seed must give the same run.
   */
  static final Comparator<SrvRecord> ORDER =
      Comparator.comparingInt(SrvRecord::priority)
          .thenComparing(Comparator.comparingInt(SrvRecord::weight).reversed())
          .thenComparing(SrvRecord::target)
          .thenComparingInt(SrvRecord::port);

  /** Reads "priority weight port target". */
  static SrvRecord parse(String text) {
    String[] parts = text.strip().split("\\s+", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "SRV record '" + text + "' must have priority, weight, port and target");
    }
    String target =
        parts[3].endsWith(".") ? parts[3].substring(0, parts[3].length() - 1) : parts[3];
    return new SrvRecord(number(parts[0]), number(parts[1]), number(parts[2]), target);
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
