package dev.spike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Verdict;
import dev.spike.report.ResultFiles;
import dev.spike.report.ResultReader;
import dev.spike.report.ResultTable;
import dev.spike.report.Results;
import dev.spike.report.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkedRunTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Results run(String... args) throws IOException {
    Arguments arguments = Arguments.parse(args);
    Selection selection = Selection.of(arguments, List.of(new TinyProvider()));
    ForkedRun run =
        new ForkedRun(
            arguments,
            selection,
            JavaCommand.withClassPath(OtherJvm.classPath(folder)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    try (ResultFiles files = new ResultFiles(folder.resolve("r.json"), ResultFiles.Format.JSON)) {
      return run.run(List.of(new RunListener() {}, files));
    }
  }

  @Test
  void eachRepetitionIsARowWithASeedOfItsOwn() throws IOException {
    Results results = run("-f", "2", "--seed", "11", "-p", "rate=60");

    assertThat(results.scenarios())
        .extracting(s -> s.plan().name())
        .containsExactly("tiny", "tiny#2");
    assertThat(results.scenarios()).extracting(s -> s.plan().seed()).containsExactly(11L, 12L);
    assertThat(results.scenarios()).allSatisfy(s -> assertThat(s.timeline()).isNotNull());
    assertThat(results.scenarios().get(1).plan().parameters()).containsEntry("rate", "60");
    assertThat(results.partial()).isFalse();
    assertThat(ResultReader.read(folder.resolve("r.json"))).isEqualTo(results);
    assertThat(ResultReader.read(folder.resolve("r.jsonl"))).isEqualTo(results);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("# Fork 1 of 2 of tiny, seed 11\n", "# Fork 2 of 2 of tiny, seed 12\n")
        .contains("# Scenario: tiny (1 of 1)")
        .doesNotContain("Arrivals");
  }

  @Test
  void configurationsTakeTurnsAndAreTakenTogether() throws IOException {
    Results results = run("-f", "2", "--seed", "5", "-p", "rate=60,120");

    assertThat(results.scenarios())
        .extracting(s -> s.plan().name())
        .containsExactly("tiny[rate=60]", "tiny[rate=120]", "tiny[rate=60]#2", "tiny[rate=120]#2");
    assertThat(results.scenarios())
        .extracting(s -> s.plan().seed())
        .containsExactly(5L, 5L, 6L, 6L);
    assertThat(results.scenarios().get(1).plan().parameters()).containsEntry("rate", "120");
    assertThat(results.repeats()).hasSize(2);
    assertThat(results.effects()).hasSize(1);
    assertThat(ResultReader.read(folder.resolve("r.json"))).isEqualTo(results);
    assertThat(ResultTable.of(ResultReader.read(folder.resolve("r.jsonl"))))
        .isEqualTo(ResultTable.of(results))
        .contains("# tiny[rate=60]   2", "each run in a JVM of its own")
        .contains("cannot tell: it takes 5 runs of each");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("# Fork 2 of 2 of tiny[rate=120], ");
  }

  @Test
  void aForkThatDiesIsInvalidAndKeepsItsExitCode() throws IOException {
    Results results = run("-f", "1", "-p", "then=die");

    assertThat(results.scenarios())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.verdict()).isEqualTo(Verdict.INVALID);
              assertThat(only.reasons()).singleElement().asString().contains("exit code 77");
            });
    assertThat(results.exitCode()).isEqualTo(2);
    assertThat(ResultReader.read(folder.resolve("r.jsonl"))).isEqualTo(results);
  }

  @Test
  void aForkThatCannotBeginIsASetUpThatFailed() throws IOException {
    Arguments arguments = Arguments.parse("-f", "1");
    Selection selection = Selection.of(arguments, List.of(new TinyProvider()));
    JavaCommand java = JavaCommand.withClassPath(System.getProperty("java.class.path"));
    Results results =
        new ForkedRun(arguments, selection, java, new PrintStream(out), new PrintStream(err))
            .run(List.of(new RunListener() {}));

    assertThat(results.exitCode()).isEqualTo(3);
    assertThat(results.scenarios().get(0).reasons().get(0)).contains("exit code 3");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("spike: ").hasLineCount(1);
  }
}
