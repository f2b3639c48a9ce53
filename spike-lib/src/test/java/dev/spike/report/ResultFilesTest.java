package dev.spike.report;

import static dev.spike.judge.Criteria.goodput;
import static dev.spike.judge.Criteria.notMetastable;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.timeAbove;
import static dev.spike.judge.Criteria.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.judge.Criterion;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metastability;
import dev.spike.measure.Latencies;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {
  @TempDir Path folder;

  private Path records() {
    return folder.resolve("r.jsonl");
  }

  private byte[] written() throws IOException {
    Example.tell(new JsonLinesListener(records()));
    return Files.readAllBytes(records());
  }

  /** Before intervals and metastability were told. */
  @Test
  void readsTheJudgementsOfOlderFiles() throws IOException {
    Path path = folder.resolve("old.json");
    ResultFile.write(Example.results(), path);
    String old =
        Files.readString(path)
            .replaceAll("\"(low|high)\":[^,]+,", "")
            .replaceAll("(?s),\\s*\"metastability\":\\s*\\{[^}]*\\}", "");
    assertThat(old).doesNotContain("metastability", "\"low\"");
    Files.writeString(path, old);
    Judgement judgement =
        Objects.requireNonNull(ResultReader.read(path).scenarios().get(0).judgement());

    assertThat(judgement.metastability().state()).isEqualTo(Metastability.State.UNKNOWN);
    assertThat(judgement.criteria()).hasSize(4).allMatch(c -> Double.isNaN(c.low()));
  }

  @Test
  void carriesEveryKindOfCriterion() {
    for (Criterion criterion :
        List.of(
            goodput().after("peak").atLeast(0.9).ofBaseline(),
            p95().inEvery(Duration.ofSeconds(5)).before(Role.SPIKE).below(times(3)),
            p95().returnsWithin(Duration.ofSeconds(5)),
            timeAbove(0.9, "pool.utilisation", Unit.RATIO).atMost(0.5),
            notMetastable())) {
      assertThat(PlanJson.criterion(PlanJson.criterion(criterion))).isEqualTo(criterion);
    }
  }

  @Test
  void bothFormatsReadBackAsTheyWereWritten() {
    Example.tell(new ResultFiles(folder.resolve("r.json"), ResultFiles.Format.JSON));

    assertThat(ResultReader.read(records())).isEqualTo(Example.results());
    assertThat(ResultReader.read(folder.resolve("r.json"))).isEqualTo(Example.results());
    assertThat(folder.resolve("r.txt")).content().endsWith(ResultTableTest.TABLE);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  /** A run that was ended early: both files say where, and neither keeps what was left out. */
  @Test
  void aRunThatWasEndedEarlyReadsBackAsItWas() {
    Phase planned = Example.POOL.phases().get(3);
    Phase cut = planned.until(3_500 * Example.MS, 2);
    ScenarioResult pool = Example.pool();
    Timeline timeline =
        new TimelineBuilder(
                Example.POOL.phases(), Example.POOL.bucketNanos(), Example.POOL.gauges())
            .add(Example.increments().get(0))
            .endWith(cut)
            .build();
    Judgement judgement = Objects.requireNonNull(pool.judgement());
    ScenarioResult result =
        ScenarioResult.judged(Example.POOL.over(timeline.phases()), timeline, judgement);
    ResultFiles files = new ResultFiles(folder.resolve("r.json"), ResultFiles.Format.JSON);
    Results results = new Results(Example.header(), List.of(result), false);
    files.runStarts(Example.header());
    files.scenarioStarts(Example.POOL);
    files.interval(Example.POOL, Example.increments().get(0));
    files.scenarioEnds(result);
    files.runEnds(results);
    files.close();

    assertThat(timeline.intervals()).hasSize(7);
    assertThat(records()).content().contains("{\"record\":\"cut\",\"scenario\":\"pool\"");
    assertThat(ResultReader.read(records())).isEqualTo(results);
    assertThat(ResultReader.read(folder.resolve("r.json"))).isEqualTo(results);
  }

  @Test
  void aCutOfAnotherPhaseOrBeyondItsEndIsRefused() throws IOException {
    Phase recovery = Example.POOL.phases().get(3);
    for (Phase wrong :
        List.of(
            Example.POOL.phases().get(2),
            recovery.until(9_000 * Example.MS, 5),
            recovery.until(0, 0))) {
      try (JsonLinesListener listener = new JsonLinesListener(records())) {
        listener.runStarts(Example.header());
        listener.scenarioStarts(Example.POOL);
      }
      String record =
          PlanJson.putPhase(Json.object().put("record", "cut").put("scenario", "pool"), wrong)
              + "\n";
      Files.writeString(records(), record, StandardOpenOption.APPEND);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> ResultReader.read(records()))
          .withMessageContaining("phase " + wrong.name());
    }
  }

  @Test
  void aPartialRunReadsBackFromADocument() {
    Results partial = new Results(Example.header(), List.of(Example.login()), true);
    ResultFile.write(partial, folder.resolve("p.json"));

    assertThat(ResultReader.read(folder.resolve("p.json"))).isEqualTo(partial);
  }

  @Test
  void cutOffAtAnyByteItGivesEveryWholeRecordOrOneClearLine() throws IOException {
    byte[] whole = shortened(written());
    Files.write(records(), whole);
    Results all = ResultReader.read(records());
    int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n');
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(records(), cut);
      if (length < first) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> ResultReader.read(records()))
            .withMessageContaining(records().toString())
            .withMessageNotContaining("\n");
      } else {
        checkCut(all, ResultReader.read(records()), new String(cut, StandardCharsets.UTF_8));
      }
    }
  }

  /** Every kind of record, and of the intervals two, so that all its cuts are soon read. */
  private static byte[] shortened(byte[] whole) {
    String text =
        new String(whole, StandardCharsets.UTF_8)
            .replaceAll("(?m)^.*\"endedIn\":[1-6],.*\n", "")
            .replaceFirst("(?m)^.*\"endedIn\":7,.*\n", "")
            .replaceAll("\"(undelayed|service|delay|waiting)\":\"[^\"]*\"", "\"$1\":\"\"");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Counts the records that are whole by themselves, with or without an end of line. */
  private static void checkCut(Results whole, Results read, String cut) {
    List<String> lines =
        cut.lines().filter(line -> line.endsWith("}") && opened(line) == 0).toList();
    List<ScenarioResult> all = whole.scenarios();
    int verdicts = (int) lines.stream().filter(line -> line.contains("\"verdict\",")).count();
    int scenarios = (int) lines.stream().filter(line -> line.contains("\"scenario\",")).count();

    assertThat(read.partial()).isEqualTo(!cut.contains("\"end\",\"partial\":false}"));
    assertThat(read.header()).isEqualTo(Example.header());
    assertThat(read.scenarios()).hasSize(scenarios);
    assertThat(read.scenarios().subList(0, verdicts)).isEqualTo(all.subList(0, verdicts));
    if (scenarios > verdicts) {
      ScenarioResult running = read.scenarios().get(verdicts);
      assertThat(running.verdict()).hasToString("INVALID");
      assertThat(running.reasons()).singleElement().asString().startsWith("the run was cut off");
      assertThat(running.judgement()).isNull();
      assertThat(due(running)).isEqualTo(dueIn(lines, running.plan().name()));
    }
  }

  private static int opened(String line) {
    return (int) line.chars().filter(c -> c == '{').count()
        - (int) line.chars().filter(c -> c == '}').count();
  }

  private static long due(ScenarioResult result) {
    return result.timeline() == null ? 0 : result.timeline().total(p -> true).outcomes().due();
  }

  /** The first increment kept brings two operations, the second one. */
  private static long dueIn(List<String> lines, String scenario) {
    String start = "{\"record\":\"interval\",\"scenario\":\"" + scenario;
    long increments = lines.stream().filter(line -> line.startsWith(start)).count();
    return increments == 0 ? 0 : increments + 1;
  }

  @Test
  void corruptionInTheMiddleNamesFileAndLine() throws IOException {
    String whole = new String(written(), StandardCharsets.UTF_8);
    refuses(whole.replace("\"endedIn\":1,", "\"endedIn\":"), 5, "");
    refuses(whole.replace("\"endedIn\":1,", "\"endedIn\":99,"), 5, "99");
    refuses(whole.replace("\"endedIn\":1,", ""), 5, "field 'endedIn' is missing");
    refuses(whole.replaceFirst("\"response\":\"HIST", "\"response\":\"HISX"), 4, "HdrHistogram");
    refuses(whole.replaceFirst("\"ok\":2", "\"ok\":\"2\""), 4, "not a whole number");
    refuses(
        whole.replaceFirst("\"record\":\"note\"", "\"record\":\"noot\""), 2, "no record 'noot'");
    refuses(whole.replace("\"bucketNanos\":500000000", "\"bucketNanos\":1"), 3, "too small");
    refuses(whole + "{\"record\":\"note\",\"line\":\"x\"}\n", 26, "after the end");
  }

  @Test
  void whatIsNoResultFileOrOfAnotherSchemaIsRefused() throws IOException {
    String whole = new String(written(), StandardCharsets.UTF_8);
    refuses(whole.replace("\"schema\":1", "\"schema\":2"), 1, "schema version 2 is unknown");
    refuses("", 1, "a results.jsonl or results.json that spike wrote");
    refuses("hello\nworld\n", 1, "a results.jsonl or results.json that spike wrote");
    refuses("{\"record\":\"run\",\"format\":\"other\"}\n", 1, "not of the format");
    refuses("{\n  \"format\": \"spike-results\",\n  \"schema\": 7\n}\n", 1, "version 7 is unknown");
    refuses("{\n  \"format\": \"spike-results\",\n  oops\n}\n", 3, "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.read(folder.resolve("none.jsonl")))
        .withMessageContaining("none.jsonl: it does not exist; give the path of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.read(folder))
        .withMessageContaining("it is a folder");
  }

  private void refuses(String content, int line, String why) throws IOException {
    Files.writeString(records(), content);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.read(records()))
        .withMessageContaining("r.jsonl, line " + line + ":")
        .withMessageContaining(why)
        .withMessageNotContaining("\n");
  }

  @Test
  void aDocumentThatWasTamperedWithIsRefused() throws IOException {
    Path path = folder.resolve("r.json");
    ResultFile.write(Example.results(), path);
    String whole = Files.readString(path);
    Files.writeString(path, whole.replaceFirst("\\{\"interval\":7[^\\n]*", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> ResultReader.read(path));

    Files.writeString(path, whole.replaceFirst("(?s),\\s*\\{\"interval\":7[^\\n]*", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.read(path))
        .withMessageContaining("scenario pool: it has 7 intervals, not 8");
  }

  @Test
  void aBadPathIsRefusedBeforeTheRun() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    refusesPath(folder.resolve("none/r.json"), "its folder does not exist: create ");
    refusesPath(file.resolve("r.json"), "its folder does not exist");
    Files.createDirectory(folder.resolve("d.json"));
    refusesPath(folder.resolve("d.json"), "it is a folder: give the path of a file");
    Files.createDirectory(folder.resolve("e.jsonl"));
    refusesPath(folder.resolve("e.json"), "it is a folder");
  }

  private static void refusesPath(Path path, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResultFiles(path, ResultFiles.Format.JSON))
        .withMessageContaining("result file " + path.getParent())
        .withMessageContaining(why)
        .withMessageNotContaining("\n");
  }

  @Test
  void whatAnEarlierRunLeftIsKeptUntilTheRunBegins() throws IOException {
    byte[] earlier = written();
    new JsonLinesListener(records()).close();
    assertThat(records()).hasBinaryContent(earlier);

    new JsonLinesListener(folder.resolve("new.jsonl")).close();
    assertThat(folder.resolve("new.jsonl")).doesNotExist();
  }

  @Test
  void whatAnEarlierRunLeftIsNotTakenForThisOnes() throws IOException {
    Example.tell(new ResultFiles(folder.resolve("r.json"), ResultFiles.Format.JSON));
    try (ResultFiles again = new ResultFiles(folder.resolve("r.json"), ResultFiles.Format.JSON)) {
      again.runStarts(Example.header());
    }

    assertThat(folder.resolve("r.json")).doesNotExist();
    assertThat(folder.resolve("r.txt")).doesNotExist();
    assertThat(ResultReader.read(records()).partial()).isTrue();
  }

  @Test
  void theTableAloneWhenOnlyTextIsAskedFor() {
    Example.tell(new ResultFiles(folder.resolve("r"), ResultFiles.Format.TEXT));

    assertThat(folder.resolve("r.txt")).exists();
    assertThat(records()).exists();
    assertThat(folder.resolve("r.json")).doesNotExist();
  }

  @Test
  void anHdrHistogramLogOnlyWhenItIsAskedFor() {
    Example.tell(new ResultFiles(folder.resolve("h.hlog"), ResultFiles.Format.HLOG));
    Example.tell(new ResultFiles(folder.resolve("j.hlog"), ResultFiles.Format.JSON));

    assertThat(folder.resolve("h.hlog")).content().contains("Tag=pool.response,");
    assertThat(ResultReader.read(folder.resolve("h.json"))).isEqualTo(Example.results());
    assertThat(ResultReader.read(folder.resolve("h.jsonl"))).isEqualTo(Example.results());
    assertThat(folder.resolve("h.txt")).exists();
    assertThat(folder.resolve("j.json")).exists();
    assertThat(folder.resolve("j.hlog")).doesNotExist();
  }

  @Test
  void aFileFromBeforeWaitingWasMeasuredIsRead() throws IOException {
    String older =
        new String(written(), StandardCharsets.UTF_8).replaceAll(",\"waiting\":\"[^\"]*\"", "");
    Files.writeString(records(), older);
    ScenarioResult pool = ResultReader.read(records()).scenarios().get(0);
    Timeline timeline = Objects.requireNonNull(pool.timeline());

    assertThat(older).doesNotContain("waiting");
    assertThat(timeline.total(p -> true).waiting()).isEqualTo(Latencies.EMPTY);
    assertThat(timeline.total(p -> true).delay())
        .isEqualTo(Example.timeline().total(p -> true).delay());
  }

  @Test
  void anInterruptedThreadStillWrites() {
    Thread.currentThread().interrupt();
    Example.tell(new JsonLinesListener(records()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ResultReader.read(records())).isEqualTo(Example.results());
  }

  @Test
  void aFollowerTellsWhatIsWrittenMeanwhile() throws IOException {
    byte[] whole = written();
    Path grown = folder.resolve("grown.jsonl");
    Path copy = folder.resolve("copy.jsonl");
    Files.write(grown, Arrays.copyOf(whole, whole.length / 2));
    try (JsonLinesListener to = new JsonLinesListener(copy);
        ResultFollower follower = new ResultFollower(grown, to)) {
      follower.poll();
      assertThat(ResultReader.read(copy).scenarios()).hasSize(1);
      Files.write(grown, whole);
      Results results = follower.results();
      assertThat(results).isEqualTo(Example.results());
      to.runEnds(results);
    }
    assertThat(copy).hasSameBinaryContentAs(records());
  }
}
