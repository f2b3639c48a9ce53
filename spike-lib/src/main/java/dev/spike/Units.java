package dev.spike;

import dev.spike.schedule.Rate;
import java.time.Duration;

/**
 * Quantities as they are spoken: {@code seconds(30)}, {@code perSecond(100)}, {@code percent(5)}.
 */
public final class Units {
  private Units() {}

  /** A duration in milliseconds. */
  public static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /** A duration in seconds. */
  public static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** A duration in minutes. */
  public static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  /** Arrivals each second; zero or more. */
  public static Rate perSecond(double rate) {
    return new Rate(rate);
  }

  /** So many users of a closed model, who do not think; say {@code users(50).thinking(...)}. */
  public static Users users(int count) {
    return new Users(count, Duration.ZERO);
  }

  /** A share from 0 to 1, given from 0 to 100. */
  public static double percent(double percent) {
    return percent / 100;
  }

  /** Bytes, given in megabytes of 1024 x 1024. */
  public static double megabytes(double megabytes) {
    return megabytes * 1024 * 1024;
  }
}
