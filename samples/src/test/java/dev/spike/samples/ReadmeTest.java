package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.target.PoolTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's test is the one that is here, and runs. */
class ReadmeTest {
  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");

  /**
   * What a reader of the README has: a pool, and the test that the README shows. Abstract, so that
   * it is run below and nowhere else.
   */
  abstract static class Example {
    private final HikariDataSource pool;

    Example(HikariDataSource pool) {
      this.pool = pool;
    }

    @Test
    void survivesTwoHundredAtOnce() {
      Scenario herd =
          PoolTarget.of(pool)
              .applyTo(Scenario.named("pool-herd"))
              .load(
                  baseline(perSecond(300))
                      .lasting(seconds(6))
                      .then(burst(200).over(perSecond(300)).lasting(seconds(2)))
                      .then(recovery(perSecond(300)).lasting(seconds(12))))
              .expect(errorRate().during(SPIKE).below(percent(5)))
              .expect(recovery().within(seconds(5)));
      assertThat(new SpikeRunner(SpikeOptions.defaults()).run(herd).passed()).isTrue();
    }
  }

  @Test
  void theReadmeShowsTestsThatRun() throws IOException {
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(file("README.md")))
            .results()
            .map(r -> r.group(1))
            .toList();
    String here = Files.readString(file("samples/src/test/java/dev/spike/samples/ReadmeTest.java"));
    // Run by the tests of spike-junit.
    String first =
        Files.readString(file("spike-junit/src/test/java/dev/spike/junit/cases/FirstSpike.java"));

    assertThat(snippets).hasSize(2);
    assertThat(words(here)).contains(words(snippets.get(0)));
    assertThat(words(first)).contains(words(snippets.get(1)));
    assertThat(snippets.get(1).lines()).hasSizeLessThan(15);
  }

  /** However the formatter breaks its lines. */
  private static String words(String code) {
    return code.replaceAll("\\s+", "");
  }

  /** Tests run in the module's folder or in the one above. */
  private static Path file(String path) {
    Path here = Path.of(path);
    return Files.exists(here) ? here : Path.of("..").resolve(path);
  }

  /**
   * Whether it passes is a matter of time, and so of the machine; what does not depend on time must
   * be as the README says.
   */
  @Test
  void theTestRuns() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream console = System.out;
    try (HikariDataSource pool = pool()) {
      System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
      run(new Example(pool) {});
    } finally {
      System.setOut(console);
    }
    String text = shown.toString(StandardCharsets.UTF_8);

    assertThat(row(text, "BASELINE")).contains(" 1800 ", "300/s");
    assertThat(row(text, "SPIKE"))
        .contains(" 800 ", "400/s")
        .containsPattern("PASSED|FAILED|INVALID");
    assertThat(row(text, "RECOVERY")).contains(" 3600 ", "300/s");
    assertThat(text)
        .containsPattern("# +met +pool.leaked +0 ")
        .containsPattern("# +met +pool.over-maximum +0 ")
        .containsPattern("# +met +pool.still-pending +0 ");
  }

  private static void run(Example example) {
    try {
      example.survivesTwoHundredAtOnce();
    } catch (AssertionError e) {
      assertThat(e).hasMessageContaining("Expecting value to be true but was false");
    }
  }

  private static HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:readme");
    return new HikariDataSource(config);
  }

  private static String row(String text, String phase) {
    Matcher row = Pattern.compile("(?m)^pool-herd +" + phase + " .*$").matcher(text);
    assertThat(row.find()).as(text).isTrue();
    return row.group();
  }
}
