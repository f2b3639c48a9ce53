package dev.spike.remote.process;

import static dev.spike.measure.MemoryReading.NOT_MEASURED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.spike.measure.Gauge;
import dev.spike.measure.MemoryReading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteProcessTest {
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private Process child;
  private BufferedReader answers;

  @BeforeEach
  void start() throws IOException {
    child = holder("Serial");
    answers = answersOf(child);
  }

  private void restart(String collector) throws Exception {
    stop();
    child = holder(collector);
    answers = answersOf(child);
  }

  private static Process holder(String collector) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+Use" + collector + "GC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Once it is ready. */
  private static BufferedReader answersOf(Process child) throws IOException {
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    assertThat(answers.readLine()).isEqualTo("holding 50");
    return answers;
  }

  @AfterEach
  void stop() throws InterruptedException {
    child.destroyForcibly().waitFor();
  }

  private static double value(RemoteProcess process, String name) {
    return process.gauges().stream()
        .filter(gauge -> gauge.name().equals(name))
        .mapToDouble(gauge -> gauge.value().getAsDouble())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theChildsLiveSetIsSeen() {
    MemoryReading reading = RemoteProcess.of(child.pid()).read();
    assertThat(reading.note()).isEmpty();
    assertThat(reading.liveSetBytes()).isBetween(50 * MEGABYTE, 70 * MEGABYTE);
    assertThat(reading.maxHeapBytes()).isEqualTo(256 * MEGABYTE);
    assertThat(reading.collector()).isEqualTo("Serial");
    assertThat(reading.rssBytes()).isGreaterThan(50 * MEGABYTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"G1", "Parallel", "Z"})
  void growthIsSeenUnderEachCollector(String collector) throws Exception {
    restart(collector);
    RemoteProcess process = RemoteProcess.of(child.pid());
    MemoryReading before = process.read();
    order("m");
    MemoryReading after = process.read();

    assertThat(after.collector()).isEqualTo(collector);
    // What its start has left behind may go meanwhile.
    assertThat(after.liveSetBytes() - before.liveSetBytes())
        .isBetween(10 * MEGABYTE - MEGABYTE / 10, 11 * MEGABYTE);
  }

  /** Has the child do something, and waits until it has. */
  private void order(String commands) throws IOException {
    child.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
    child.getOutputStream().flush();
    for (int i = 0; i < commands.length(); i++) {
      assertThat(answers.readLine()).isEqualTo("done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"G1", "Parallel", "Z", "Serial"})
  void itsThreadsAndFilesAreCountedButNotThoseOfTheJvm(String collector) throws Exception {
    assumeThat(Path.of("/proc/self/task")).exists();
    restart(collector);
    RemoteProcess process = RemoteProcess.of(child.pid());
    order("f");
    double threads = value(process, "target.threads");
    double files = value(process, "target.fds");
    order("ccttffft");

    assertThat(value(process, "target.threads") - threads).isEqualTo(3);
    assertThat(value(process, "target.fds") - files).isEqualTo(3);
  }

  @Test
  void itsGaugesAreRead() {
    assumeThat(Path.of("/proc/self/status")).exists();
    RemoteProcess process = RemoteProcess.of(child.pid());
    assertThat(process.gauges())
        .extracting(Gauge::name)
        .containsExactly("target.rss", "target.cpu", "target.threads", "target.fds");
    assertThat(value(process, "target.rss")).isGreaterThan(50.0 * MEGABYTE);
    assertThat(value(process, "target.threads")).isGreaterThan(5);
    assertThat(value(process, "target.fds")).isGreaterThan(2);
    assertThat(value(process, "target.cpu")).as("no reading before").isNaN();
    assertThat(value(process, "target.cpu")).isGreaterThanOrEqualTo(0);
  }

  @Test
  void aProcessThatIsGoneIsNotMeasured() throws Exception {
    RemoteProcess process = RemoteProcess.of(child.pid());
    child.getOutputStream().close();
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    MemoryReading reading = process.read();
    assertThat(reading)
        .isEqualTo(
            new MemoryReading(
                NOT_MEASURED,
                NOT_MEASURED,
                NOT_MEASURED,
                "unknown",
                "process " + child.pid() + " is gone"));
    assertThat(process.gauges()).allSatisfy(g -> assertThat(g.value().getAsDouble()).isNaN());
  }

  @Test
  void withoutJcmdTheLiveSetIsNotMeasured() {
    Path missing = folder.resolve("jcmd");
    MemoryReading reading = RemoteProcess.of(child.pid(), missing, Duration.ofSeconds(30)).read();
    assertThat(reading.liveSetBytes()).isEqualTo(NOT_MEASURED);
    assertThat(reading.note()).contains("no jcmd at " + missing).contains("run with a JDK");
  }

  @Test
  void aJcmdThatHangsIsEnded() throws Exception {
    RemoteProcess process =
        RemoteProcess.of(child.pid(), script("exec sleep 600"), Duration.ofMillis(200));
    MemoryReading reading = process.read();
    assertThat(reading.liveSetBytes()).isEqualTo(NOT_MEASURED);
    assertThat(reading.note()).contains("GC.class_histogram did not end within 200 ms");
  }

  @Test
  void aJcmdThatFailsOrPrintsSomethingElseIsQuoted() throws Exception {
    assertThat(note("echo '12:'; echo 'Operation not permitted'; exit 1"))
        .contains("GC.class_histogram failed: Operation not permitted");
    assertThat(note("echo hello")).contains("GC.class_histogram printed no total");
  }

  private String note(String lines) throws IOException {
    return RemoteProcess.of(child.pid(), script(lines), Duration.ofMinutes(1)).read().note();
  }

  private Path script(String lines) throws IOException {
    Path file = folder.resolve("jcmd");
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void anInterruptEndsTheReadingAndStaysSet() throws Exception {
    RemoteProcess process =
        RemoteProcess.of(child.pid(), script("exec sleep 600"), Duration.ofMinutes(5));
    Thread.currentThread().interrupt();
    MemoryReading reading = process.read();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(reading.note()).contains("interrupted");
  }

  @Test
  void whatCannotBeAProcessIsRefused() {
    assertThatThrownBy(() -> RemoteProcess.of(0)).hasMessageContaining("process id is 0");
    assertThat(RemoteProcess.of(Integer.MAX_VALUE).read().note()).contains("is gone");
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:MaxHeapSize=1024 -XX:+UseG1GC, 1024, G1",
    "-XX:+UseZGC -XX:MaxHeapSize=2048, 2048, Z",
    "-XX:+UseParallelGC, -1, Parallel",
    "-XX:+UseGCOverheadLimit, -1, unknown"
  })
  void flagsAreRead(String line, long maxHeap, String collector) {
    assertThat(JvmFlags.parse(List.of("123:", line))).isEqualTo(new JvmFlags(maxHeap, collector));
  }

  @Test
  void cpuIsCoresKeptBusySinceTheLastReading() {
    long[] nanos = {0};
    Duration[] used = {Duration.ofSeconds(5)};
    CpuShare share = new CpuShare(() -> Optional.ofNullable(used[0]), () -> nanos[0]);
    assertThat(share.sinceLast()).isNaN();
    nanos[0] += 200_000_000;
    used[0] = used[0].plusMillis(300);
    assertThat(share.sinceLast()).isEqualTo(1.5);
    nanos[0] += 200_000_000;
    assertThat(share.sinceLast()).isZero();
    used[0] = null;
    assertThat(share.sinceLast()).as("the process is gone").isNaN();
  }

  @Test
  void withoutProcThereAreNoFigures() {
    ProcStatus nothing = new ProcStatus(folder.resolve("none"));
    assertThat(nothing.rssBytes()).isNaN();
    assertThat(nothing.threads()).isNaN();
    assertThat(nothing.openFiles()).isNaN();
  }
}
