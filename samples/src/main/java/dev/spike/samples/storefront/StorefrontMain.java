package dev.spike.samples.storefront;

import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the storefront from the command line. Standard output is for machines: a line {@code HASH
 * ...} with the cost of a password hash, with {@code --chaos-control} a line {@code CONTROL URI
 * TOKEN}, and a line {@code READY auth http://127.0.0.1:PORT} for each service. Ends on a signal,
 * or with its parent. Exit code 3 with one line if it could not be started.
 */
public final class StorefrontMain {
  static final String READY = "READY ";
  static final String CONTROL = "CONTROL ";

  private static final int SETUP_ERROR = 3;

  private StorefrontMain() {}

  /** Starts it and stays until told to end. */
  public static void main(String[] args) throws InterruptedException {
    try {
      StorefrontOptions options = StorefrontOptions.of(args);
      if (options.help()) {
        System.out.print(StorefrontOptions.usage());
        return;
      }
      endWithParent(options.parent());
      serve(options);
    } catch (StorefrontException e) {
      System.err.println("storefront: " + e.getMessage());
      System.exit(SETUP_ERROR);
    }
  }

  private static void serve(StorefrontOptions options) throws InterruptedException {
    StorefrontInProcess storefront = StorefrontInProcess.start(options, StorefrontHooks.none());
    Runtime.getRuntime().addShutdownHook(new Thread(storefront::close, "storefront-close"));
    storefront.notes().forEach(System.out::println);
    storefront
        .control()
        .ifPresent(control -> System.out.println(CONTROL + control.uri() + " " + control.token()));
    for (Service service : options.services()) {
      System.out.println(READY + service.label() + " " + storefront.uri(service));
    }
    new CountDownLatch(1).await();
  }

  /** Halts at once: a service without the process that wanted it has nothing to put in order. */
  private static void endWithParent(OptionalLong parent) {
    if (parent.isEmpty()) {
      return;
    }
    var unused =
        ProcessHandle.of(parent.getAsLong())
            .orElseThrow(
                () ->
                    new StorefrontException(
                        "--parent %d is no running process: leave it out to run alone"
                            .formatted(parent.getAsLong())))
            .onExit()
            .thenRun(() -> Runtime.getRuntime().halt(0));
  }
}
