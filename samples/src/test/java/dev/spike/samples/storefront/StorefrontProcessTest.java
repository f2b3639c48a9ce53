package dev.spike.samples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StorefrontProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static Process java(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void servesFromAChildThatEndsOnClose() throws Exception {
    StorefrontProcess storefront =
        StorefrontProcess.start(
            StorefrontOptions.of("--services", "auth,backend"),
            List.of("-Xmx96m", "-XX:+UseSerialGC"));
    try (storefront) {
      assertThat(storefront.pid()).isNotEqualTo(ProcessHandle.current().pid());
      assertThat(storefront.uris()).containsOnlyKeys(Service.AUTH, Service.BACKEND);
      assertThat(storefront.notes()).hasSize(2);
      assertThat(storefront.notes().get(0)).matches("HASH .* iterations=\\d+ micros=\\d+");
      assertThat(storefront.notes().get(1)).startsWith("PRIORITY ");
      assertThat(new Client(storefront.uri(Service.AUTH)).get("/health").status()).isEqualTo(200);
      assertThatThrownBy(() -> storefront.uri(Service.WORKERS))
          .hasMessageContaining("workers was not started");
    }
    assertThat(storefront.isAlive()).isFalse();
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    Process parent = java(ParentProgram.class, "--services", "workers");
    try (BufferedReader output = parent.inputReader()) {
      String line = output.readLine();
      assertThat(line).startsWith("CHILD ");
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(line.substring("CHILD ".length()))).orElseThrow();
      // SIGKILL: no shutdown hook of the parent gets a chance.
      parent.destroyForcibly();
      await().atMost(LIMIT).until(() -> !child.isAlive());
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void endsWhenItsParentEndsByItself() throws Exception {
    Process parent = java(ParentProgram.class, "--services", "workers");
    try (BufferedReader output = parent.inputReader()) {
      long pid = Long.parseLong(output.readLine().substring("CHILD ".length()));
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      parent.destroy();
      await().atMost(LIMIT).until(() -> !child.isAlive());
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aPortInUseIsOneLineAndExitCode3() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertEndsWith3(
          "storefront: port %s of workers is in use on 127.0.0.1: choose another with --workers-port, or 0 for any free one"
              .formatted(port),
          "--services",
          "workers",
          "--workers-port",
          port);
    }
  }

  @Test
  void anUnknownFlagIsOneLineAndExitCode3() throws Exception {
    assertEndsWith3(
        "storefront: Unknown option: '--nonsense' (--help lists the flags)", "--nonsense");
  }

  @Test
  void aParentThatIsGoneIsOneLineAndExitCode3() throws Exception {
    Process gone = java(StorefrontMain.class, "--help");
    assertThat(gone.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertEndsWith3(
        "storefront: --parent %d is no running process: leave it out to run alone"
            .formatted(gone.pid()),
        "--parent",
        Long.toString(gone.pid()));
  }

  @Test
  void aStartThatFailsSaysWhyAndLeavesNothing() throws Exception {
    List<ProcessHandle> before = children();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StorefrontOptions options =
          StorefrontOptions.of(
              "--services", "workers", "--workers-port", "" + taken.getLocalPort());
      assertThatThrownBy(() -> StorefrontProcess.start(options))
          .isInstanceOf(StorefrontException.class)
          .hasMessageContaining("port %d of workers is in use".formatted(taken.getLocalPort()));
    }
    assertThat(children()).isSubsetOf(before);
  }

  /** By their number, as a command line with a long class path is cut off before the main class. */
  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  private static void assertEndsWith3(String line, String... flags) throws Exception {
    Process process = java(StorefrontMain.class, flags);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines().toList()).containsExactly(line);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(3);
    } finally {
      process.destroyForcibly();
    }
  }
}
