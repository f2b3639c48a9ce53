package dev.spike.remote.toxiproxy;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The server as a program, in the compatible mode, with Toxiproxy's flags. Ends with 2 for wrong
 * flags, 1 when it cannot listen, and 0 on SIGTERM and SIGINT.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  /** Runs until it is told to end. */
  public static void main(String[] args) throws InterruptedException {
    logAt(logLevel(System.getenv("LOG_LEVEL")));
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** The properties of slf4j-simple, which the runnable jar holds; it reads them once. */
  private static void logAt(String level) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.out");
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  }

  /** Of Toxiproxy's name for it, in any case. */
  static String logLevel(@Nullable String asked) {
    String name = asked == null ? "info" : asked.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "trace", "debug", "info", "warn", "error" -> name;
      case "fatal", "panic" -> "error";
      case "disabled" -> "off";
      default -> "info";
    };
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
    try {
      Flags flags = Flags.parse(args);
      if (flags.help) {
        out.print(Flags.usage());
      } else if (flags.version) {
        out.println("toxiproxy-server version " + Api.VERSION);
      } else {
        serve(flags.options());
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return USAGE;
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return FAILED;
    }
  }

  private static void serve(ToxiproxyOptions options) throws IOException, InterruptedException {
    ToxiproxyServer server = ToxiproxyServer.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "toxiproxy-end"));
    new CountDownLatch(1).await();
  }

  /** A signal is the regular end, and the only one: without halt the status would tell of it. */
  private static void end(ToxiproxyServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}
