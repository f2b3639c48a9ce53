package dev.spike.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spike.judge.Verdict;
import dev.spike.report.ResultReader;
import dev.spike.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Path records() {
    return folder.resolve("r.jsonl");
  }

  private Process startedLongRun(String... more) throws IOException {
    String[] args = {"tiny", "-p", "lasting=10min", "-rff", records().toString()};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    Process process = OtherJvm.command(folder, all).start();
    await().atMost(LONG).until(this::hasIntervals);
    return process;
  }

  private boolean hasIntervals() throws IOException {
    return Files.exists(records()) && Files.readString(records()).contains("\"endedIn\":5,");
  }

  private void checkPartial() {
    Results results = ResultReader.read(records());
    assertThat(results.partial()).isTrue();
    assertThat(results.exitCode()).isEqualTo(2);
    assertThat(results.scenarios().get(0).verdict()).isEqualTo(Verdict.INVALID);

    CommandLine reader = new CommandLine();
    assertThat(reader.run("--read", records().toString())).isEqualTo(2);
    assertThat(reader.out()).contains("PARTIAL: the run was cut off", "tiny is INVALID");
  }

  @Test
  void aKilledRunLeavesWhatItMeasured() throws Exception {
    startedLongRun().destroyForcibly().waitFor();

    checkPartial();
  }

  @Test
  void anInterruptedRunSaysWhereItIs() throws Exception {
    Process process = startedLongRun();
    process.destroy();
    process.waitFor();

    checkPartial();
    assertThat(folder.resolve("err.txt"))
        .content()
        .contains("spike: interrupted; what was measured until now is in " + records());
  }

  @Test
  void aRunEndsWithTheProcessThatWantedIt() throws Exception {
    Process parent = sleeping();
    Process run = startedLongRun("--parent", Long.toString(parent.pid()));
    assertThat(run.isAlive()).isTrue();
    parent.destroyForcibly().waitFor();

    assertThat(run.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    checkPartial();
  }

  @Test
  void killingForksParentKeepsTheRecordsAndLeavesNoChild() throws Exception {
    Process parent = startedLongRun("-f", "2");
    ProcessHandle child = parent.children().findFirst().orElseThrow();
    parent.destroyForcibly().waitFor();

    assertThat(child.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
    checkPartial();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void interruptingForksParentEndsTheChildFirst() throws Exception {
    Process parent = startedLongRun("-f", "2");
    ProcessHandle child = parent.children().findFirst().orElseThrow();
    parent.destroy();
    parent.waitFor();

    assertThat(child.isAlive()).isFalse();
    checkPartial();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
    assertThat(folder.resolve("err.txt")).content().doesNotContain("\tat ");
  }

  @Test
  void aProcessThatIsGoneAlreadyIsNoticedAtOnce() throws Exception {
    Process gone = sleeping();
    gone.destroyForcibly().waitFor();
    CountDownLatch ended = new CountDownLatch(1);
    ParentWatch.start(gone.pid(), ended::countDown);

    assertThat(ended.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  /** A process that does nothing but live. */
  private Process sleeping() throws IOException {
    return new ProcessBuilder("sleep", "600").start();
  }
}
