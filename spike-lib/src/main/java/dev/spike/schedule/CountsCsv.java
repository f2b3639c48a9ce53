package dev.spike.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads recorded arrival counts, one {@code time,count} a line. */
final class CountsCsv {
  private static final int MAX_BUCKETS = 1_000_000;
  private static final String EXAMPLE = "; write one such as 12.5,300";

  /** Keeps times within what nanoseconds in a long can tell, and numbers from filling memory. */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(9_000_000_000L);

  private static final int MAX_SCALE = 100;

  private final List<Replay.Bucket> buckets = new ArrayList<>();
  private int line;
  private boolean started;
  private int startLine;
  private long startNanos;
  private double count;

  private CountsCsv() {}

  static List<Replay.Bucket> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return new CountsCsv().parse(lines.iterator());
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "replay of " + file + ": it cannot be read (" + e + "); name a CSV file in UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("replay of " + file + ": " + e.getMessage(), e);
    }
  }

  static List<Replay.Bucket> parse(List<String> lines) {
    return new CountsCsv().parse(lines.iterator());
  }

  private List<Replay.Bucket> parse(Iterator<String> lines) {
    boolean first = true;
    while (lines.hasNext()) {
      line++;
      // Spreadsheets put a byte order mark first.
      String text = lines.next().replace("\uFEFF", "").strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        take(text, first);
        first = false;
      }
    }
    if (buckets.isEmpty()) {
      throw fault("the end", "there must be two lines with counts at least; add some");
    }
    end(startNanos + buckets.get(buckets.size() - 1).width().toNanos());
    return buckets;
  }

  private void take(String text, boolean mayBeHeader) {
    String[] fields = text.split(",", -1);
    if (fields.length != 2) {
      throw fault("'" + text + "'", "it must be a time and a count" + EXAMPLE);
    }
    Optional<BigDecimal> time = number(fields[0]);
    Optional<BigDecimal> arrivals = number(fields[1]);
    if (mayBeHeader && time.isEmpty() && arrivals.isEmpty()) {
      return;
    }
    long nanos = nanos(fields[0], time);
    double next = count(fields[1], arrivals);
    if (started) {
      if (nanos <= startNanos) {
        throw fault("time " + fields[0].strip(), "it must be after that above; sort the lines");
      }
      end(nanos);
    }
    started = true;
    startLine = line;
    startNanos = nanos;
    count = next;
  }

  private static Optional<BigDecimal> number(String field) {
    try {
      BigDecimal number = new BigDecimal(field.strip());
      // 1e999999999 is short to write and long to compute with.
      return Math.abs((long) number.scale()) <= MAX_SCALE ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private long nanos(String field, Optional<BigDecimal> time) {
    return time.filter(seconds -> seconds.abs().compareTo(MAX_SECONDS) <= 0)
        .map(
            seconds -> seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact())
        .orElseThrow(
            () ->
                fault(
                    "time '" + field.strip() + "'",
                    "it must be in seconds, at most 9e9 of them" + EXAMPLE));
  }

  private double count(String field, Optional<BigDecimal> arrivals) {
    return arrivals
        .filter(number -> number.signum() >= 0)
        .map(BigDecimal::doubleValue)
        .orElseThrow(
            () ->
                fault(
                    "count '" + field.strip() + "'",
                    "it must be zero or a number above" + EXAMPLE));
  }

  /** Ends the bucket that began last. */
  private void end(long endNanos) {
    if (buckets.size() == MAX_BUCKETS) {
      throw fault("more than " + MAX_BUCKETS + " counts", "join some to wider ones");
    }
    try {
      buckets.add(new Replay.Bucket(Duration.ofNanos(endNanos - startNanos), count));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + startLine + ": " + e.getMessage(), e);
    }
  }

  private IllegalArgumentException fault(String value, String ruleAndFix) {
    return new IllegalArgumentException("line " + line + ": " + value + ": " + ruleAndFix);
  }
}
