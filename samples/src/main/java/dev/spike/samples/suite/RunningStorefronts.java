package dev.spike.samples.suite;

import dev.spike.samples.storefront.Storefront;
import dev.spike.samples.storefront.StorefrontHooks;
import dev.spike.samples.storefront.StorefrontInProcess;
import dev.spike.samples.storefront.StorefrontOptions;
import dev.spike.samples.storefront.StorefrontProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The storefronts that this JVM has started: one for each way to start it, kept until the JVM ends.
 * Thread-safe.
 */
final class RunningStorefronts {
  private static final RunningStorefronts SHARED = new RunningStorefronts();

  private final Map<List<String>, Storefront> running = new HashMap<>();

  static RunningStorefronts shared() {
    return SHARED;
  }

  /**
   * The storefront of a mode and some flags, started if it is not running.
   *
   * @param mode {@code child} or {@code inprocess}
   */
  synchronized Storefront get(String mode, List<String> flags) {
    List<String> key = new ArrayList<>(flags);
    key.add(mode);
    return running.computeIfAbsent(key, k -> start(mode, flags));
  }

  private static Storefront start(String mode, List<String> flags) {
    StorefrontOptions options = StorefrontOptions.of(flags.toArray(String[]::new));
    Storefront storefront =
        mode.equals("child")
            ? StorefrontProcess.start(options)
            : StorefrontInProcess.start(options, StorefrontHooks.none());
    // A person wants to know what a login costs; standard output belongs to the results.
    storefront.notes().forEach(note -> System.err.println("# storefront: " + note));
    return storefront;
  }

  /** Ends them all. */
  synchronized void close() {
    running.values().forEach(Storefront::close);
    running.clear();
  }
}
