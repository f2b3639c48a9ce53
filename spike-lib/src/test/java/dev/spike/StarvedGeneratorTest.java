package dev.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A generator on one core at full load, with a small heap, must not give a verdict. */
@Timeout(180)
class StarvedGeneratorTest {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  @Test
  void aStarvedGeneratorGivesNoVerdict(@TempDir Path folder) throws Exception {
    List<String> verdicts = run(folder);

    assertThat(verdicts).hasSize(2);
    assertThat(verdicts).allMatch(line -> line.startsWith("VERDICT INVALID"));
    assertThat(verdicts.get(0))
        .containsAnyOf("the tool was the bottleneck", "of SPIKE go more than 200 ms late");
    assertThat(verdicts.get(1)).contains("of SPIKE go more than 200 ms late");
  }

  private static List<String> run(Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(out).stream().filter(line -> line.startsWith("VERDICT")).toList();
  }

  /** Where the system lets it, the core is taken away in truth and not only in what it is told. */
  private static List<String> command() {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(TASKSET)) {
      words.addAll(List.of(TASKSET.toString(), "-c", "0"));
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx48m", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(StarvedGenerator.class.getName());
    return words;
  }
}
