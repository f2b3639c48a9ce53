package dev.spike.chaos.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spike.chaos.ChaosPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A controller in a JVM of its own, and the hook of a service in this one. */
@Timeout(180)
class ControllerTest {
  private static final ChaosPoint DB = ChaosPoint.of("service.db");

  private final ChaosServer server = ChaosServer.start(ChaosServerOptions.defaults());

  /** Keeps a fault armed until a line comes, or for good. */
  static final class Controller {
    public static void main(String[] args) throws IOException {
      ChaosClient client = ChaosClient.at(URI.create(args[0]), System.getenv("CHAOS_TOKEN"));
      Map<String, String> fault =
          Map.of("on", "service.db", "fault", "exception", "exception", "IOException");
      try (RemoteLease lease = client.arm(fault, Duration.ofMillis(Long.parseLong(args[1])))) {
        System.out.println("armed");
        System.in.read();
      }
      System.out.println("reverted");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Process controller(Duration timeToLive) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            classPath(),
            Controller.class.getName(),
            server.uri().toString(),
            String.valueOf(timeToLive.toMillis()));
    builder.environment().put("CHAOS_TOKEN", server.token());
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String classPath() {
    return Stream.of(ChaosClient.class, Controller.class, LoggerFactory.class)
        .map(ControllerTest::place)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFaultOfAKilledControllerEndsByItself() throws Exception {
    Process controller = controller(Duration.ofSeconds(10));
    try (BufferedReader told = controller.inputReader()) {
      assertThat(told.readLine()).isEqualTo("armed");
      assertThatThrownBy(DB::hit).isInstanceOf(IOException.class);
    } finally {
      controller.destroyForcibly().waitFor();
    }

    await().atMost(Duration.ofMinutes(1)).until(() -> !DB.isArmed());
    DB.hit();
    assertThat(Requests.to(server).get("/v1/leases").body()).contains("\"state\":\"expired\"");
  }

  @Test
  void aControllerThatEndsRevertsAtOnce() throws Exception {
    Process controller = controller(Duration.ofMinutes(5));
    try (BufferedReader told = controller.inputReader()) {
      assertThat(told.readLine()).isEqualTo("armed");
      assertThatThrownBy(DB::hit).isInstanceOf(IOException.class);
      controller.getOutputStream().write('\n');
      controller.getOutputStream().flush();
      assertThat(told.readLine()).isEqualTo("reverted");
      DB.hit();
    } finally {
      controller.destroyForcibly().waitFor();
    }
    assertThat(Requests.to(server).get("/v1/leases").body())
        .contains("\"state\":\"closed\"")
        .contains("\"fired\":1");
  }
}
