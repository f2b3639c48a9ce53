package dev.spike.samples.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spike.judge.Verdict;
import dev.spike.measure.Timeline;
import dev.spike.report.ResultReader;
import dev.spike.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite that is ended in the middle leaves what it measured, and no process. */
class PartialResultTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final List<ProcessHandle> startedHere = new ArrayList<>();

  @AfterEach
  void leaveNothing() {
    startedHere.forEach(ProcessHandle::destroyForcibly);
  }

  private Path records() {
    return folder.resolve("r.jsonl");
  }

  /** A run far too long to end by itself, which has measured something. */
  private SuiteJvm inTheMiddle(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("baseline-requests", "-rff", "r.json"));
    args.addAll(List.of("-p", "services=backend", "-p", "rate=50", "-p", "warmup=200ms"));
    args.addAll(List.of("-p", "baseline=400ms", "-p", "watch=20min"));
    args.addAll(List.of(more));
    SuiteJvm suite = SuiteJvm.started(folder, args);
    startedHere.add(suite.process().toHandle());
    await().atMost(LONG).until(() -> hasIntervals() || !suite.process().isAlive());
    assertThat(suite.process().isAlive()).as(suite.err()).isTrue();
    return suite;
  }

  private boolean hasIntervals() throws IOException {
    return Files.exists(records()) && Files.readString(records()).contains("\"endedIn\":5,");
  }

  /** While the load runs, the services are the only process that the suite has started. */
  private ProcessHandle services(SuiteJvm suite) {
    List<ProcessHandle> children = suite.process().children().toList();
    startedHere.addAll(children);
    assertThat(children).hasSize(1);
    return children.get(0);
  }

  private void checkPartial() throws Exception {
    Results results = ResultReader.read(records());
    assertThat(results.partial()).isTrue();
    assertThat(results.scenarios()).hasSize(1);
    assertThat(results.scenarios().get(0).verdict()).isEqualTo(Verdict.INVALID);
    Timeline timeline = Optional.ofNullable(results.scenarios().get(0).timeline()).orElseThrow();
    assertThat(timeline.total(phase -> true).outcomes().due()).isPositive();

    SuiteJvm reader = SuiteJvm.ended(folder, "--read", "r.jsonl");
    assertThat(reader.awaitEnd()).isEqualTo(2);
    assertThat(reader.out()).contains("baseline-requests", "PARTIAL: the run was cut off");
  }

  private static void awaitGone(ProcessHandle process) {
    await().atMost(LONG).until(() -> !process.isAlive());
  }

  @Test
  void toldToEnd() throws Exception {
    SuiteJvm suite = inTheMiddle();
    ProcessHandle services = services(suite);
    suite.process().destroy();
    suite.awaitEnd();

    awaitGone(services);
    assertThat(suite.err()).contains("interrupted; what was measured until now is in r.jsonl");
    checkPartial();
  }

  @Test
  void killed() throws Exception {
    SuiteJvm suite = inTheMiddle();
    ProcessHandle services = services(suite);
    suite.process().destroyForcibly();
    suite.awaitEnd();

    awaitGone(services);
    checkPartial();
  }

  @Test
  void onlyTheProcessThatWantedItKilled() throws Exception {
    Process parent = new ProcessBuilder("sleep", "3600").start();
    startedHere.add(parent.toHandle());
    SuiteJvm suite = inTheMiddle("--parent", Long.toString(parent.pid()));
    ProcessHandle services = services(suite);
    parent.destroyForcibly();

    suite.awaitEnd();
    awaitGone(services);
    checkPartial();
  }
}
