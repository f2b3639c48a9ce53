package dev.spike.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much later than asked the kernel may wake a thread, so that it can wake several at once. On
 * Linux it is 50 us by default, and each thread may set its own (prctl(2), PR_SET_TIMERSLACK;
 * proc(5), timerslack_ns).
 */
public final class TimerSlack {
  /** The least there is: 0 would bring back the default. */
  private static final String LOWEST = "1";

  private static final TimerSlack OF_THIS_SYSTEM = new TimerSlack(Path.of("/proc"));

  private final Path proc;

  TimerSlack(Path proc) {
    this.proc = proc;
  }

  /**
   * Asks for the lowest slack for the calling thread, for as long as it lives. Where that is not
   * permitted nothing changes. Never fails.
   *
   * @return the slack now in effect, in nanoseconds; empty where the system tells of none, and on a
   *     virtual thread, whose carrier belongs to others too
   */
  public static OptionalLong lower() {
    return OF_THIS_SYSTEM.lowerOwn();
  }

  OptionalLong lowerOwn() {
    if (isVirtual(Thread.currentThread())) {
      return OptionalLong.empty();
    }
    try {
      // Only a thread itself may write here, and only under its number, not as thread-self.
      Path number = Files.readSymbolicLink(proc.resolve("thread-self")).getFileName();
      return lower(proc.resolve(number).resolve("timerslack_ns"));
    } catch (IOException | UnsupportedOperationException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong lower(Path slack) throws IOException {
    // Opening must not create the file: a proc that is none is left as it was.
    if (Files.isWritable(slack)) {
      try {
        Files.writeString(slack, LOWEST);
      } catch (IOException e) {
        // Not permitted after all: what is in effect is told below.
      }
    }
    return number(Files.readString(slack).strip());
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Found at run time, since the library is compiled for Java 17. */
  private static boolean isVirtual(Thread thread) {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
