package dev.spike.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A child process whose output is passed on; it ends with this JVM and at the latest on close. */
final class Child implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;

  private final Process process;
  private final List<Thread> pumps;
  private final Thread hook;
  private final ChildFolder folder;
  private volatile boolean jvmEnds;

  Child(List<String> command, ChildFolder folder, PrintStream out, PrintStream err)
      throws IOException {
    this.folder = folder;
    process = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
    hook = new Thread(this::endWithJvm, "spike-end-fork");
    Runtime.getRuntime().addShutdownHook(hook);
    pumps = List.of(pump(process.getInputStream(), out), pump(process.getErrorStream(), err));
  }

  private static Thread pump(InputStream from, PrintStream to) {
    Thread thread = new Thread(() -> transfer(from, to), "spike-fork-output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void transfer(InputStream from, PrintStream to) {
    byte[] chunk = new byte[8192];
    try {
      for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
        to.write(chunk, 0, n);
        to.flush();
      }
    } catch (IOException e) {
      // The child is gone and its pipe with it: there is nothing left to pass on.
      return;
    }
  }

  /** What is done when this JVM ends. */
  void endWithJvm() {
    jvmEnds = true;
    try {
      end();
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
    folder.close();
  }

  /**
   * Waits for the child to end by itself. One that ends because this JVM does has no result: then
   * this does not return.
   */
  boolean waitFor(long time, TimeUnit unit) throws InterruptedException {
    boolean ended = process.waitFor(time, unit);
    if (jvmEnds) {
      new CountDownLatch(1).await();
    }
    return ended;
  }

  /** Its exit code, once all it wrote was passed on; a grandchild may hold its pipes open. */
  int exitCode() throws InterruptedException {
    for (Thread pump : pumps) {
      pump.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
    }
    return process.exitValue();
  }

  /** Ends the child if it still runs: first politely, so that it can undo what it did. */
  @Override
  public void close() throws InterruptedException {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook has ended the child.
      return;
    }
  }

  private void end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
