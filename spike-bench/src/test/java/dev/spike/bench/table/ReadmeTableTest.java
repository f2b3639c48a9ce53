package dev.spike.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTableTest {
  @TempDir Path folder;

  private String table(Jmh... files) throws IOException {
    List<Path> paths = new java.util.ArrayList<>();
    for (Jmh file : files) {
      paths.add(file.in(folder));
    }
    return ReadmeTable.table(Rows.all(), JmhResults.read(paths));
  }

  private static String row(String table, String what) {
    return table.lines().filter(line -> line.startsWith("| " + what)).findFirst().orElseThrow();
  }

  @Test
  void aRowThatReachesItsTargetShowsItsFiguresAndItsPeers() throws IOException {
    String table =
        table(
            new Jmh("17.0.15")
                .lateness("spike", 1000, 0.3921, 82.5, 0.024)
                .lateness("parkNanos", 1000, 76.3, 120.319, 0.02),
            new Jmh("25.0.1")
                .lateness("spike", 1000, 20, 250, 0.04)
                .lateness("parkNanos", 1000, 75, 110, 0.02));

    assertThat(row(table, "pacing lateness at 1,000/s"))
        .isEqualTo(
            "| pacing lateness at 1,000/s, CPU as share of a core"
                + " | p50 <= 20 us, p99 <= 250 us, CPU <= 0.04"
                + " | p50 0.392 us, p99 82.5 us, CPU 0.024, p99.9 165 us, max 248 us"
                + " | p50 20 us, p99 250 us, CPU 0.04, p99.9 500 us, max 750 us"
                + " | `ScheduledThreadPoolExecutor`: not measured (17); not measured (25)"
                + "<br>`parkNanos`: p50 76.3 us, p99 120 us, CPU 0.02 (17); p50 75 us, p99 110 us, CPU 0.02 (25)"
                + "<br>pure spin: not measured (17); not measured (25) |");
  }

  @Test
  void aRowThatMissesItsTargetSaysByHowMuch() throws IOException {
    String table =
        table(
            new Jmh("17.0.15")
                .lateness("spike", 1000, 10, 300, 0.05)
                .nanos("ArrivalBench.constant", 6, 16)
                .nanos("OperationBench.inline", 160, 0)
                .nanos("OperationBench.parts", 80, 0));

    assertThat(row(table, "pacing lateness at 1,000/s"))
        .contains("max 900 us - **missed**: p99 by 50 us (20%), CPU by 0.01 (25%) |");
    assertThat(row(table, "next arrival, constant"))
        .contains("| <= 5 ns, <= 0 B/op | 6 ns, 16 B/op - **missed**: by 1 ns (20%), by 16 B/op |");
    assertThat(row(table, "whole inline operation"))
        .contains("| 2 x, 6.25 M/s, 160 ns - **missed**: by 0.5 x (33.3%), by 3.75 M/s (37.5%) |");
  }

  @Test
  void aRowWithoutABenchmarkIsNotMeasured() throws IOException {
    String table = table(new Jmh("17.0.15").nanos("ArrivalBench.constant", 4, 0.004));

    assertThat(row(table, "next arrival, constant")).contains("| 4 ns, 0 B/op |");
    assertThat(row(table, "next arrival, ramp"))
        .isEqualTo("| next arrival, ramp | <= 15 ns, <= 0 B/op | not measured |  |");
    assertThat(row(table, "whole inline operation")).contains("| not measured |");
    assertThat(table).doesNotContain("NaN");
    assertThat(table.lines()).hasSize(2 + Rows.all().size());
  }

  /** Without -prof gc the time is known and the allocation is not. */
  @Test
  void oneFigureThatIsMissingIsNotMetInSilence() throws IOException {
    String table = table(new Jmh("17.0.15").nanos("ArrivalBench.constant", 4, Double.NaN));

    assertThat(row(table, "next arrival, constant")).contains("| 4 ns, not measured |");
  }

  @Test
  void virtualThreadsAreNotMissedWhereThereAreNone() throws IOException {
    String table =
        table(
            new Jmh("17.0.15").skew("spike", 500, "PLATFORM", 9),
            new Jmh("25").skew("spike", 500, "VIRTUAL", 2.5).skew("latch", 500, "VIRTUAL", 1));

    assertThat(row(table, "burst of 500, blocking on virtual"))
        .isEqualTo(
            "| burst of 500, blocking on virtual threads: first to last start | median <= 2 ms"
                + " | not on JDK 17"
                + " | median 2.5 ms, worst 2.5 ms - **missed**: median by 0.5 ms (25%)"
                + " | `CountDownLatch`: median 1 ms, worst 1 ms (25) |");
    assertThat(row(table, "burst of 500, blocking on platform"))
        .contains("| median 9 ms, worst 9 ms | not measured |");
  }

  @Test
  void theTableReplacesWhatStoodBetweenItsMarks() {
    assertThat(
            ReadmeTable.spliced(
                "a\n<!-- benchmarks -->\nold\n<!-- /benchmarks -->\nb\n", "| new |\n"))
        .isEqualTo("a\n<!-- benchmarks -->\n| new |\n<!-- /benchmarks -->\nb\n");
  }

  @Test
  void aReadmeWithoutMarksIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadmeTable.spliced("a <!-- /benchmarks --> <!-- benchmarks -->", ""))
        .withMessage(
            "README without a place for the table:"
                + " put <!-- benchmarks --> and <!-- /benchmarks --> around it");
  }

  @Test
  void aFileIsRewrittenInPlace() throws IOException {
    Path results = new Jmh("17.0.15").nanos("ArrivalBench.constant", 4, 0).in(folder);
    Path readme =
        Files.writeString(
            folder.resolve("README.md"), ReadmeTable.BEGIN + ReadmeTable.END + "\nrest\n");
    ReadmeTable.main(new String[] {readme.toString(), results.toString()});

    assertThat(readme)
        .content()
        .startsWith(ReadmeTable.BEGIN + "\n| what | to reach | JDK 17 | in the same run (JDK) |\n")
        .contains("\n|---|---|---|---|\n")
        .endsWith("|\n" + ReadmeTable.END + "\nrest\n");
  }
}
