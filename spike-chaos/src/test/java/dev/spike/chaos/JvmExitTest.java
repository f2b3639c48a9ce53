package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the exit hook works can only be seen in a JVM that exits. */
class JvmExitTest {

  /**
   * Exits while a call waits for an hour; another hook, as a service's own, needs that call to end.
   */
  static final class Exiting {
    public static void main(String[] args) throws InterruptedException {
      Lease lease =
          latency(Duration.ofHours(1)).on("exit.wait").arm(Arming.of(1, Duration.ofHours(2)));
      Thread caller = LeaseTest.started(ChaosPoint.of("exit.wait")::hit);
      while (lease.fired() == 0) {
        Thread.onSpinWait();
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> report(caller, lease)));
      System.exit(0);
    }

    private static void report(Thread caller, Lease lease) {
      try {
        caller.join();
        System.out.println("call ended, lease reverted by " + lease.revertedBy().orElseThrow());
      } catch (InterruptedException e) {
        System.out.println("interrupted");
      }
    }
  }

  @Test
  @Timeout(120)
  void exitRevertsAndWakesWaitingCalls() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Exiting.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(output).contains("call ended, lease reverted by JVM_EXIT");
      assertThat(child.waitFor()).isZero();
    } finally {
      child.destroyForcibly();
    }
  }
}
