package dev.spike.samples.storefront;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the child prints until it ends, so that a full pipe never stops it: READY lines are
 * understood, the rest goes to the log. Thread-safe.
 */
final class ChildOutput {
  private static final Logger LOG = LoggerFactory.getLogger(ChildOutput.class);
  private static final int LINES_KEPT = 20;

  private final Set<Service> wanted;
  private final Map<Service, URI> uris = new EnumMap<>(Service.class);
  private final List<String> notes = new ArrayList<>();
  private @Nullable ChaosControl control;
  private final Deque<String> last = new ArrayDeque<>();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  ChildOutput(Set<Service> wanted) {
    this.wanted = wanted;
  }

  void drain(BufferedReader output) {
    Thread thread = new Thread(() -> read(output), "storefront-output");
    thread.setDaemon(true);
    thread.start();
  }

  /** True when every service is ready; false when the output ended before. */
  CompletableFuture<Boolean> ready() {
    return ready;
  }

  synchronized Map<Service, URI> uris() {
    return Map.copyOf(uris);
  }

  synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  /** The last lines, for a diagnosis. */
  synchronized String tail() {
    return last.isEmpty() ? "it printed nothing" : String.join(" | ", last);
  }

  private void read(BufferedReader output) {
    try (output) {
      output.lines().forEach(this::line);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("the storefront's output ended", e);
    } finally {
      ready.complete(false);
    }
  }

  synchronized Optional<ChaosControl> control() {
    return Optional.ofNullable(control);
  }

  private synchronized void line(String line) {
    if (line.startsWith(StorefrontMain.CONTROL)) {
      String[] uriAndToken = line.substring(StorefrontMain.CONTROL.length()).split(" ", 2);
      control = new ChaosControl(URI.create(uriAndToken[0]), uriAndToken[1]);
      return;
    }
    last.addLast(line);
    if (last.size() > LINES_KEPT) {
      last.removeFirst();
    }
    if (line.startsWith(StorefrontMain.READY)) {
      serviceReady(line.substring(StorefrontMain.READY.length()).split(" ", 2));
    } else if (line.startsWith("HASH ")) {
      notes.add(line);
    } else if (ready.isDone()) {
      // Before it is ready the lines are kept for the diagnosis of a start that failed.
      LOG.warn("storefront: {}", line);
    }
  }

  private void serviceReady(String[] nameAndUri) {
    uris.put(Service.valueOf(nameAndUri[0].toUpperCase(Locale.ROOT)), URI.create(nameAndUri[1]));
    if (uris.keySet().containsAll(wanted)) {
      ready.complete(true);
    }
  }
}
