package dev.spike.samples.storefront;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A storefront in a child JVM, at lower priority than this one where the system allows, so that it
 * cannot starve what attacks it. It ends on {@link #close()}, when this JVM ends, and by itself
 * when this JVM is killed. Thread-safe.
 */
public final class StorefrontProcess implements Storefront {
  /** The child's heap unless the JVM options say otherwise. */
  public static final String DEFAULT_HEAP = "-Xmx768m";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final Process process;
  private final ChildOutput output;
  private final String priority;
  private final Thread endWithThisJvm;

  private StorefrontProcess(Process process, ChildOutput output, String priority) {
    this.process = process;
    this.output = output;
    this.priority = priority;
    this.endWithThisJvm = new Thread(process::destroyForcibly, "storefront-end");
    Runtime.getRuntime().addShutdownHook(endWithThisJvm);
  }

  /** Starts it with the default heap and collector. */
  public static StorefrontProcess start(StorefrontOptions options) {
    return start(options, List.of(DEFAULT_HEAP));
  }

  /**
   * Starts it with the class path of this JVM; returns when every service is ready.
   *
   * @param options which services, and how
   * @param jvmOptions such as {@code -Xmx768m} and {@code -XX:+UseG1GC}
   * @throws StorefrontException if it is not ready within 60 s; the message holds what it said
   */
  public static StorefrontProcess start(StorefrontOptions options, List<String> jvmOptions) {
    LowPriority priority = LowPriority.ofThisSystem();
    Process process = launch(command(priority, options, jvmOptions));
    ChildOutput output = new ChildOutput(options.services());
    StorefrontProcess storefront = new StorefrontProcess(process, output, priority.note());
    output.drain(reader(process));
    try {
      storefront.awaitReady();
      return storefront;
    } catch (StorefrontException e) {
      storefront.close();
      throw e;
    }
  }

  @Override
  public Map<Service, URI> uris() {
    return output.uris();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Optional<ChaosControl> control() {
    return output.control();
  }

  /** Whether the child is still there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(output.notes());
    notes.add(priority);
    return List.copyOf(notes);
  }

  @Override
  public synchronized void close() {
    process.destroy();
    if (!endsWithin(END_LIMIT)) {
      process.destroyForcibly();
      endsWithin(END_LIMIT);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
    } catch (IllegalStateException e) {
      // This JVM is ending already: the hook is harmless on a process that is gone.
      return;
    }
  }

  private void awaitReady() {
    try {
      if (!output.ready().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        endsWithin(END_LIMIT);
        throw new StorefrontException("storefront did not start: " + output.tail());
      }
    } catch (TimeoutException e) {
      throw new StorefrontException(
          "storefront not ready within %d s: %s".formatted(START_LIMIT.toSeconds(), output.tail()),
          e);
    } catch (ExecutionException e) {
      throw new StorefrontException("storefront's output could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorefrontException("interrupted while the storefront started", e);
    }
  }

  private boolean endsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> command(
      LowPriority priority, StorefrontOptions options, List<String> jvmOptions) {
    List<String> command = new ArrayList<>(priority.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(StorefrontMain.class.getName());
    command.addAll(options.flags());
    command.add("--parent");
    command.add(Long.toString(ProcessHandle.current().pid()));
    return command;
  }

  private static Process launch(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new StorefrontException("storefront's JVM could not be started: " + command.get(0), e);
    }
  }

  private static BufferedReader reader(Process process) {
    return process.inputReader();
  }
}
