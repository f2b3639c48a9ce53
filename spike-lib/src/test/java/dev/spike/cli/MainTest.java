package dev.spike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.annotation.AnnotatedScenarios;
import dev.spike.report.ResultReader;
import dev.spike.report.ResultTable;
import dev.spike.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;
  private final CommandLine line = new CommandLine(new TinyProvider(), new Named("other-one"));

  private record Named(String name) implements ScenarioProvider {
    @Override
    public String description() {
      return "Cannot be made.";
    }

    @Override
    public Scenario scenario(Params params) {
      throw new IllegalArgumentException("other-one cannot be made:\n  use tiny");
    }
  }

  private void refuses(String message, String... args) {
    CommandLine fresh = new CommandLine(new TinyProvider(), new Named("other-one"));
    assertThat(fresh.run(args)).isEqualTo(3);
    assertThat(fresh.err()).isEqualTo("spike: " + message + "\n");
    assertThat(fresh.out()).isEmpty();
  }

  @Test
  void helpIsNoError() {
    assertThat(line.run("-h")).isZero();
    assertThat(line.out())
        .contains("-rff", "--require-all", "Exit codes: 0 all PASSED", "[-f N]")
        .doesNotContain("--parent");
    assertThat(line.err()).isEmpty();
  }

  @Test
  void listsScenarios() {
    assertThat(line.run("-l")).isZero();
    assertThat(line.out())
        .isEqualTo(
            """
            tiny       Does nothing, and that quickly.
            other-one  Cannot be made.
            """);
  }

  @Test
  void listsTheParametersOfThoseChosen() {
    assertThat(line.run("-lp", "^t")).isZero();
    assertThat(line.out())
        .isEqualTo(
            """
            tiny  Does nothing, and that quickly.
                scale    small   small, or full
                rate     50      arrivals each second
                lasting  200ms   length of the spike
                then     return  what an operation does: return, throw or die
            """);
  }

  @Test
  void wrongUsageIsOneLineAndNoStackTrace() {
    refuses("unknown flag '--nope': -h lists those there are", "--nope");
    refuses("pattern 'xyz' matches no scenario: there are [tiny, other-one]", "tiny", "xyz");
    refuses("pattern '(' is no regular expression: Unclosed group", "(");
    refuses(
        "parameter 'size' is unknown to the scenarios chosen: there are [lasting, rate, scale,"
            + " then]",
        "-p",
        "size=3");
    refuses("-p rate: it must be name=value, such as -p rate=300", "-p", "rate");
    refuses("parameter rate=x: it must be a number such as 300 or 0.5", "tiny", "-p", "rate=x");
    refuses(
        "parameter rate=60,60: one value comes twice; to run it more often use -f N, or repeats(N)",
        "tiny",
        "-p",
        "rate=60,60");
    refuses("-f -1: forks must be 0 or more; -f 0 runs in this JVM", "-f", "-1");
    refuses(
        "Invalid value for option '-f': 'two' is not an int: -h says what each flag takes",
        "-f",
        "two");
    refuses(
        "parameter 'scale' is unknown to the scenarios chosen: there are []", "--full", "other");
    refuses("other-one cannot be made: use tiny", "other");
    refuses("other-one cannot be made: use tiny", "other", "-f", "1");
  }

  @Test
  void wrongFilesAreFoundBeforeTheRun() throws IOException {
    Path missing = folder.resolve("none");
    refuses(
        "result file "
            + missing.resolve("r.txt")
            + ": its folder does not exist: create "
            + missing
            + " first",
        "tiny",
        "-rff",
        missing.resolve("r.json").toString());
    refuses(
        "result file "
            + missing
            + ": it does not exist; give the path of a results.jsonl or"
            + " results.json",
        "--read",
        missing.toString());
    Path text = Files.writeString(folder.resolve("x.jsonl"), "hello\n");
    CommandLine fresh = new CommandLine();
    assertThat(fresh.run("--read", text.toString())).isEqualTo(3);
    assertThat(fresh.err()).startsWith("spike: result file " + text + ", line 1: ").hasLineCount(1);
    CommandLine again = new CommandLine(new TinyProvider());
    assertThat(again.run("-o", folder.toString())).isEqualTo(3);
    assertThat(again.err())
        .startsWith("spike: -o " + folder + ": it must be a file")
        .hasLineCount(1);
  }

  @Test
  void keepsAnHdrHistogramLogWhereAskedFor() throws IOException {
    line.run("^tiny$", "-p", "rate=60", "-rf", "hlog", "-rff", folder.resolve("r").toString());

    assertThat(Files.readString(folder.resolve("r.hlog"))).contains("Tag=tiny.response,");
    assertThat(folder.resolve("r.json")).exists();
    assertThat(line.err()).isEmpty();
  }

  @Test
  void wrongUsageLosesNothing() throws IOException {
    Path earlier = Files.writeString(folder.resolve("r.jsonl"), "earlier");
    assertThat(line.run("other", "-rff", earlier.toString())).isEqualTo(3);
    assertThat(earlier).hasContent("earlier");
  }

  @Test
  void withoutAnyProviderItSaysHowToNameOne() {
    CommandLine none = new CommandLine();
    assertThat(none.run()).isEqualTo(3);
    assertThat(none.err()).contains("META-INF/services/dev.spike.ScenarioProvider").hasLineCount(1);
  }

  @Test
  void runsAndLeavesFilesThatAgree() throws IOException {
    Path file = folder.resolve("r.json");
    int code = line.run("^tiny$", "--seed", "7", "-p", "rate=60", "-rff", file.toString());

    Results results = ResultReader.read(file);
    assertThat(code).isEqualTo(results.exitCode());
    assertThat(line.out()).contains("# Seed: 7\n", "rate=60").endsWith(ResultTable.of(results));
    assertThat(ResultReader.read(folder.resolve("r.jsonl"))).isEqualTo(results);
    assertThat(Files.readString(folder.resolve("r.txt"))).endsWith(ResultTable.of(results));
    assertThat(line.err()).isEmpty();

    CommandLine reader = new CommandLine();
    assertThat(reader.run("--read", folder.resolve("r.jsonl").toString())).isEqualTo(code);
    assertThat(reader.out()).isEqualTo(ResultTable.of(results));
  }

  @Test
  void severalValuesAreRunInThisJvmAndCompared() throws IOException {
    Path file = folder.resolve("r.json");
    line.run("^tiny$", "-p", "rate=60,120", "-p", "scale=small", "-rff", file.toString());

    assertThat(line.out())
        .contains("# Scenario: tiny[rate=60] (1 of 2)", "tiny[rate=120] (2 of 2)");
    assertThat(Files.readString(file)).contains("\"repeats\"", "\"effects\"");
    CommandLine reader = new CommandLine();
    reader.run("--read", file.toString());
    assertThat(reader.out())
        .contains("# Repeated", "one JVM", "tiny: with rate=60: ", ", with rate=120: ");
  }

  @Test
  void aScenarioThatFailsGivesOne() {
    assertThat(line.run("tiny", "-p", "then=throw", "-v", "silent")).isEqualTo(1);
    assertThat(line.out()).startsWith("Scenario").contains("FAILED");
  }

  @Test
  void fullAsksForTheFullScaleUnlessToldOtherwise() throws IOException {
    line.run("tiny", "--full");
    assertThat(line.out()).contains("scale=full");
    CommandLine other = new CommandLine(new TinyProvider());
    other.run("tiny", "--full", "-p", "scale=small");
    assertThat(other.out()).contains("scale=small");
  }

  @Test
  void writesToAFileInsteadOfHere() throws IOException {
    Path shown = folder.resolve("out.txt");
    assertThat(line.run("-l", "-o", shown.toString())).isZero();
    assertThat(line.out()).isEmpty();
    assertThat(Files.readAllLines(shown)).hasSize(2);
  }

  @Test
  void holdsOneFileAgainstAnother() {
    String base = folder.resolve("base.json").toString();
    String head = folder.resolve("head.json").toString();
    line.run("^tiny$", "--seed", "1", "-rff", base);
    line.run("^tiny$", "--seed", "1", "-rff", head, "-p", "then=throw");
    CommandLine diff = new CommandLine();

    assertThat(diff.run("--diff", base, head)).isEqualTo(1);
    assertThat(diff.out())
        .containsPattern("tiny +criterion error rate in SPIKE .* WORSE +met before, not met now")
        .contains("# tiny: parameter then: return and throw");
    refuses(
        "margin of 0.0%: it must be above 0 and at most 1000, such as 25",
        "--diff", base, head, "--margin", "0");
  }

  @Test
  void takesAnnotatedClassesByName() {
    assertThat(line.run("-l", "--class", "dev.spike.annotation.Annotated$Herd")).isZero();
    assertThat(line.out()).contains("Herd.plain  Of the class.", "herd-other");
    assertThat(new CommandLine().run("--class", "no.Such")).isEqualTo(3);
  }

  @Test
  void aClassThatIsFoundTwiceCountsOnce() {
    String herd = "dev.spike.annotation.Annotated$Herd";
    CommandLine known =
        new CommandLine(AnnotatedScenarios.named(herd).toArray(ScenarioProvider[]::new));

    assertThat(known.run("-l", "--class", herd, "--class", herd)).isZero();
    assertThat(known.out().lines()).hasSize(2);
  }

  /** Neither of the two is dropped silently. */
  @Test
  void anotherScenarioOfTheSameNameIsRefused() {
    CommandLine taken = new CommandLine(new Named("herd-other"));

    assertThat(taken.run("-l", "--class", "dev.spike.annotation.Annotated$Herd")).isEqualTo(3);
    assertThat(taken.err())
        .isEqualTo(
            "spike: --class dev.spike.annotation.Annotated$Herd: another scenario has the name"
                + " 'herd-other'; give each one of its own by @SpikeScenario(name = ...) on its"
                + " method\n");
  }

  @Test
  void writesReportsForBuildServers() {
    line.run("^tiny$", "-rf", "junit,markdown", "-rff", folder.resolve("r.json").toString());

    assertThat(folder.resolve("r.xml")).content().contains("<testsuite name=\"tiny\"");
    assertThat(folder.resolve("r.md")).content().contains("| **tiny** |");
    assertThat(folder.resolve("r.json")).exists();
  }

  @Test
  void aFaultOfAScenarioIsToldWithItsTrace() {
    ScenarioProvider faulty =
        new ScenarioProvider() {
          @Override
          public String name() {
            return "faulty";
          }

          @Override
          public String description() {
            return "Throws what it should not.";
          }

          @Override
          public Scenario scenario(Params params) {
            throw new IllegalStateException("a fault");
          }
        };
    CommandLine fresh = new CommandLine(faulty);
    assertThat(fresh.run()).isEqualTo(3);
    assertThat(fresh.err()).contains("IllegalStateException: a fault", "\tat ");
    assertThat(List.of(fresh.out())).containsExactly("");
  }
}
