package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.HdrCodec;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read back by HdrHistogram's own reader and processor. */
class HistogramLogTest {
  private static final long START_MILLIS = 1_767_323_045_000L;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("r.hlog");
  }

  /**
   * The example's run, in which the pool starts after 1.5 s, is run again after 10 s as {@code
   * again}.
   */
  private void write(String again) {
    AtomicLong now = new AtomicLong(START_MILLIS);
    HistogramLog log = new HistogramLog(file(), now::get);
    log.runStarts(Example.header());
    now.addAndGet(1_500);
    log.scenarioStarts(Example.POOL);
    log.scenarioEnds(Example.pool());
    now.addAndGet(8_500);
    ScenarioResult repeated = renamed(Example.pool(), again);
    log.scenarioStarts(repeated.plan());
    log.scenarioEnds(repeated);
    log.scenarioEnds(Example.broken());
    log.runEnds(Example.results());
    log.close();
  }

  private static ScenarioResult renamed(ScenarioResult result, String name) {
    ScenarioPlan plan = result.plan();
    return new ScenarioResult(
        new ScenarioPlan(
            name,
            plan.parameters(),
            plan.seed(),
            plan.bucketNanos(),
            plan.phases(),
            plan.gauges(),
            plan.criteria(),
            plan.alerts(),
            plan.threads()),
        result.verdict(),
        result.reasons(),
        result.timeline(),
        result.judgement(),
        result.setUpFailed());
  }

  private List<EncodableHistogram> read() throws IOException {
    List<EncodableHistogram> all = new ArrayList<>();
    try (HistogramLogReader reader = new HistogramLogReader(file().toFile())) {
      while (reader.hasNext()) {
        all.add(reader.nextIntervalHistogram());
      }
      assertThat(reader.getStartTimeSec()).isEqualTo(START_MILLIS / 1e3);
    }
    return all;
  }

  @Test
  void everyIntervalIsReadBackAsTheTimelineHasIt() throws IOException {
    write("pool#2");
    List<EncodableHistogram> read = read();
    Timeline timeline = Example.timeline();

    assertThat(read).hasSize(2 * 4 * timeline.intervals().size());
    assertThat(read).extracting(EncodableHistogram::getStartTimeStamp).isSorted();
    checkScenario(read.subList(0, read.size() / 2), timeline, "pool", 1_500);
    checkScenario(read.subList(read.size() / 2, read.size()), timeline, "pool#2", 10_000);
  }

  private static void checkScenario(
      List<EncodableHistogram> read, Timeline timeline, String name, long offset) {
    check(read, timeline, name + ".response", offset, Interval::response);
    check(read, timeline, name + ".service", offset, Interval::service);
    check(read, timeline, name + ".delay", offset, Interval::delay);
    check(read, timeline, name + ".waiting", offset, Interval::waiting);
  }

  private static void check(
      List<EncodableHistogram> read,
      Timeline timeline,
      String tag,
      long offset,
      Function<Interval, Latencies> which) {
    List<EncodableHistogram> tagged = read.stream().filter(h -> tag.equals(h.getTag())).toList();
    assertThat(tagged).as(tag).hasSameSizeAs(timeline.intervals());
    for (int i = 0; i < tagged.size(); i++) {
      EncodableHistogram histogram = tagged.get(i);
      Histogram expected = HdrCodec.histogram(which.apply(timeline.intervals().get(i)));
      assertThat(histogram).as("%s %d", tag, i).isEqualTo(expected);
      assertThat(histogram.getStartTimeStamp()).isEqualTo(START_MILLIS + offset + i * 500L);
      assertThat(histogram.getEndTimeStamp()).isEqualTo(START_MILLIS + offset + i * 500L + 500);
    }
  }

  @Test
  void theToolThatComesWithHdrHistogramReadsIt() throws Exception {
    write("pool#2");
    Path output = folder.resolve("out");
    HistogramLogProcessor processor =
        new HistogramLogProcessor(
            new String[] {
              "-i", file().toString(), "-o", output.toString(), "-tag", "pool.response"
            });
    processor.start();
    processor.join();
    String percentiles = Files.readString(folder.resolve("out.hgrm"));
    Latencies response = Example.timeline().total(phase -> true).response();

    assertThat(figure(percentiles, "Total count\\s+=\\s+(\\d+)"))
        .isEqualTo((double) response.count());
    assertThat(figure(percentiles, "Max\\s+=\\s+([\\d.]+)") * 1e6)
        .isCloseTo(response.max(), within(response.max() / 1000));
    assertThat(figure(percentiles, "Mean\\s+=\\s+([\\d.]+)") * 1e6)
        .isCloseTo(response.mean(), within(response.mean() / 1000));
  }

  private static double figure(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void aNameThatWouldEndATagIsEscaped() throws IOException {
    write("pool, with 5%");

    assertThat(read().get(32).getTag()).isEqualTo("pool%2C+with+5%25.response");
  }

  @Test
  void whatAnEarlierRunLeftIsKeptUntilTheRunBegins() throws IOException {
    Files.writeString(file(), "earlier");
    HistogramLog log = new HistogramLog(file(), () -> START_MILLIS);
    assertThat(file()).hasContent("earlier");

    log.runStarts(Example.header());
    assertThat(file()).content().startsWith("#[spike, seed 42").doesNotContain("earlier");
    log.close();
    new HistogramLog(folder.resolve("none.hlog"), () -> 0).close();
    assertThat(folder.resolve("none.hlog")).doesNotExist();
  }

  @Test
  void aBadPathIsRefusedBeforeTheRun() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HistogramLog(folder.resolve("none/r.hlog"), () -> 0))
        .withMessageContaining("its folder does not exist: create ");
  }
}
