package dev.spike.samples.storefront;

import java.util.Locale;

/** A service of the storefront. */
public enum Service {
  /** Logins and sessions. */
  AUTH,
  /** Products, orders and the feed. */
  BACKEND,
  /** Jobs and the autoscaler. */
  WORKERS;

  /** Its name in flags and in READY lines, such as {@code auth}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
