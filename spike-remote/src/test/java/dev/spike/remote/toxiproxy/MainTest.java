package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final Pattern STARTED =
      Pattern.compile("Starting Toxiproxy HTTP server on 127\\.0\\.0\\.1:(\\d+)");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) throws InterruptedException {
    try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return Main.run(args, o, e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-version", "--version"})
  void tellsItsVersion(String flag) throws InterruptedException {
    assertThat(run(flag)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("toxiproxy-server version 2.12.0" + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-nonsense",
        "-port=x",
        "-port",
        "-port=65536",
        "-seed=1.5",
        "-token= ",
        "extra",
        "-token=t -host=0.0.0.0"
      })
  void refusesWrongFlagsInOneLine(String flags) throws InterruptedException {
    String[] args = flags.equals("-token= ") ? new String[] {flags} : flags.split(" ", -1);
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void saysInOneLineThatItsPortIsTaken() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("-port", Integer.toString(taken.getLocalPort()))).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8).strip())
          .isEqualTo(
              "error: listen tcp 127.0.0.1:%d: bind: address already in use"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void takesFlagsAsGoDoes() {
    Flags flags =
        Flags.parse("-host=0.0.0.0", "--port", "7", "-seed=-5", "-proxy-metrics", "-config", "c");
    assertThat(flags.options())
        .extracting(
            ToxiproxyOptions::host,
            ToxiproxyOptions::port,
            ToxiproxyOptions::seed,
            ToxiproxyOptions::config,
            ToxiproxyOptions::proxyMetrics,
            ToxiproxyOptions::runtimeMetrics,
            ToxiproxyOptions::token)
        .containsExactly("0.0.0.0", 7, -5L, Path.of("c"), true, false, null);
    assertThat(Flags.parse("-proxy-metrics=false", "-runtime-metrics=true"))
        .extracting(f -> f.proxyMetrics, f -> f.runtimeMetrics)
        .containsExactly(false, true);
  }

  @ParameterizedTest
  @CsvSource({"debug,debug", "WARN,warn", "panic,error", "disabled,off", "loud,info", ",info"})
  void logsAtToxiproxysLevels(@Nullable String asked, String level) {
    assertThat(Main.logLevel(asked)).isEqualTo(level);
  }

  private static final String LOG_TO_OUTPUT =
      """
      <configuration>
        <appender name="output" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%msg%n</pattern></encoder>
        </appender>
        <root level="info"><appender-ref ref="output"/></root>
      </configuration>
      """;

  /** Its output goes to a file: a pipe that nobody reads any more would hold it up. */
  private static Process start(Path output, String... args) throws IOException {
    Path log = Files.writeString(output.resolveSibling("logback.xml"), LOG_TO_OUTPUT);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-Dlogback.configurationFile=" + log, "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add(Main.class.getName());
    words.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    return builder.redirectOutput(output.toFile()).start();
  }

  private static InetSocketAddress started(Process process, Path output) {
    Matcher line =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> STARTED.matcher(Files.readString(output)),
                matcher -> matcher.find() || !process.isAlive());
    assertThat(process.isAlive()).as("it ended").isTrue();
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.group(1)));
  }

  @Test
  void runsUntilItIsTerminated(@TempDir Path folder) throws IOException, InterruptedException {
    Path config = folder.resolve("proxies.json");
    Files.writeString(
        config, "[{\"name\":\"db\",\"listen\":\"localhost:0\",\"upstream\":\"localhost:5432\"}]");
    Path output = folder.resolve("output.txt");
    Process process = start(output, "-port=0", "-config", config.toString());
    try {
      try (Wire wire = new Wire(started(process, output))) {
        assertThat(wire.ask("GET", "/proxies/db", "").body())
            .contains("\"upstream\":\"localhost:5432\",\"enabled\":true");
      }
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void startsWithoutAFileThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "[{");
    for (Path config : List.of(broken, folder.resolve("none.json"))) {
      ToxiproxyOptions options = ToxiproxyOptions.compatible().port(0).config(config);
      try (ToxiproxyServer server = ToxiproxyServer.start(options);
          Wire wire = new Wire(server.address())) {
        assertThat(wire.ask("GET", "/proxies", "").body()).isEqualTo("{}");
      }
    }
  }
}
