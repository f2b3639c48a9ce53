package dev.spike.report;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code results.jsonl} while the run goes, a record a line, as docs/results.md describes.
 * Each record is given to the operating system before the call returns, so that a killed process
 * loses at most the one being written. Thread-safe.
 *
 * <p>The file is opened when this is made, which finds a bad path before the run; what an earlier
 * run left in it is lost only when the run begins.
 */
public final class JsonLinesListener implements RunListener {
  private final Path path;
  private final boolean isNew;
  // Not a FileChannel: an interrupt of the thread that writes would close it for good.
  private final RandomAccessFile file;
  private boolean begun;
  private @Nullable ScenarioPlan scenario;

  /**
   * Opens the file.
   *
   * @throws IllegalArgumentException when its folder is missing or it cannot be written
   */
  public JsonLinesListener(Path path) {
    this.path = path;
    isNew = !Files.exists(path);
    file = Writable.open(path);
  }

  @Override
  public synchronized void runStarts(RunHeader header) {
    try {
      file.setLength(0);
    } catch (IOException e) {
      throw Writable.failed(path, e);
    }
    begun = true;
    ObjectNode node = record("run");
    PlanJson.putHeader(node, header);
    write(node);
  }

  @Override
  public synchronized void note(String line) {
    write(record("note").put("line", line));
  }

  @Override
  public synchronized void scenarioStarts(ScenarioPlan plan) {
    ObjectNode node = record("scenario");
    PlanJson.putPlan(node, plan);
    write(node);
    scenario = plan;
  }

  @Override
  public synchronized void interval(ScenarioPlan plan, Increment increment) {
    ObjectNode node = record("interval", plan.name());
    MeasureJson.putIncrement(node, increment);
    write(node);
  }

  @Override
  public synchronized void scenarioEnds(ScenarioResult result) {
    ScenarioPlan announced = scenario;
    if (announced == null || !result.plan().name().equals(announced.name())) {
      scenarioStarts(result.plan());
    } else if (!announced.phases().equals(result.plan().phases())) {
      writeCut(result.plan());
    }
    Timeline timeline = result.timeline();
    if (timeline != null) {
      writeFindings(result.plan().name(), timeline);
    }
    ObjectNode node = record("verdict", result.plan().name());
    JudgementJson.putVerdict(node, result);
    write(node);
    scenario = null;
  }

  private void writeCut(ScenarioPlan plan) {
    Phase last = plan.phases().get(plan.phases().size() - 1);
    write(PlanJson.putPhase(record("cut", plan.name()), last));
  }

  private void writeFindings(String name, Timeline timeline) {
    for (Fact fact : timeline.facts()) {
      ObjectNode node = record("fact", name);
      MeasureJson.putFact(node, fact);
      write(node);
    }
    for (Event event : timeline.events()) {
      ObjectNode node = record("event", name);
      MeasureJson.putEvent(node, event, timeline.phases());
      write(node);
    }
    new TreeMap<>(timeline.errors())
        .forEach((kind, n) -> write(record("error", name).put("kind", kind).put("count", n)));
    timeline.problems().forEach(line -> write(record("problem", name).put("line", line)));
  }

  @Override
  public synchronized void runEnds(Results results) {
    write(record("end").put("partial", results.partial()));
  }

  private static ObjectNode record(String kind) {
    return Json.object().put("record", kind);
  }

  private static ObjectNode record(String kind, String scenario) {
    return record(kind).put("scenario", scenario);
  }

  private void write(ObjectNode node) {
    try {
      file.write((node + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Writable.failed(path, e);
    }
  }

  /** Closes the file; one that was made for a run that never began is removed. */
  @Override
  public synchronized void close() {
    try {
      file.close();
      if (isNew && !begun) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw Writable.failed(path, e);
    }
  }
}
