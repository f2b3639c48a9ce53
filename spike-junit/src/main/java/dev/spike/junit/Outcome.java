package dev.spike.junit;

import dev.spike.judge.Verdict;
import dev.spike.report.Findings;
import dev.spike.report.Results;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What a run means to the test that made it.
 *
 * @param results what came of it
 * @param document where that was written
 */
record Outcome(Results results, Path document) {
  /** Fails or aborts the test unless everything PASSED. */
  void check() {
    List<String> wrong = new ArrayList<>();
    Stream.of(Verdict.FAILED, Verdict.INVALID)
        .forEach(verdict -> wrong.addAll(Findings.of(results, verdict)));
    if (results.partial()) {
      wrong.add("the run was cut off: the thread of the test was interrupted");
    }
    if (!wrong.isEmpty()) {
      throw new AssertionFailedError(message(wrong));
    }
    List<String> skipped = Findings.of(results, Verdict.SKIPPED);
    if (!skipped.isEmpty()) {
      throw new TestAbortedException(String.join("\n", skipped));
    }
  }

  private String message(List<String> wrong) {
    long seed = results.header().seed();
    return String.join("\n", wrong)
        + "\nresult: "
        + document.toAbsolutePath()
        + "\nseed: "
        + seed
        + ", again with -D"
        + Settings.SEED
        + "="
        + seed;
  }
}
