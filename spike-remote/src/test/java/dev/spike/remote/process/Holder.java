package dev.spike.remote.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A child JVM that holds 50 MB until its input ends. Each byte of its input makes it hold more: m
 * 10 MB, t a thread, f an open file, c a collection.
 */
final class Holder {
  private static final int MEGABYTE = 1 << 20;
  private static final List<Object> HELD = new ArrayList<>();

  private Holder() {}

  public static void main(String[] args) throws IOException {
    hold(50);
    System.out.println("holding " + HELD.size());
    for (int command = System.in.read(); command >= 0; command = System.in.read()) {
      obey(command);
      System.out.println("done");
    }
    System.out.println("held " + HELD.size());
  }

  private static void hold(int megabytes) {
    for (int i = 0; i < megabytes; i++) {
      HELD.add(new byte[MEGABYTE]);
    }
  }

  private static void obey(int command) throws IOException {
    switch (command) {
      case 'm' -> hold(10);
      case 't' -> startThread();
      case 'f' -> HELD.add(openFile());
      case 'c' -> System.gc();
      default -> throw new IllegalArgumentException("command " + command);
    }
  }

  private static void startThread() {
    Thread thread = new Thread(Holder::waitForEver, "held");
    thread.setDaemon(true);
    thread.start();
    HELD.add(thread);
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream openFile() throws IOException {
    return Files.newInputStream(Path.of(System.getProperty("java.home"), "release"));
  }
}
