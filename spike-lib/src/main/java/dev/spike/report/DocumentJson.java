package dev.spike.report;

import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Grid;
import dev.spike.measure.Interval;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole run as one JSON document, and back. */
final class DocumentJson {
  private DocumentJson() {}

  static ObjectNode document(Results results) {
    ObjectNode node = Json.object();
    PlanJson.putHeader(node, results.header());
    node.put("partial", results.partial());
    node.put("exitCode", results.exitCode());
    RepeatJson.put(node, results);
    Json.putAll(node, "scenarios", results.scenarios(), DocumentJson::scenario);
    return node;
  }

  static Results results(JsonNode from) {
    if (!PlanJson.isHeader(from)) {
      throw new IllegalArgumentException("it is not of the format " + PlanJson.FORMAT);
    }
    return new Results(
        PlanJson.header(from),
        Json.list(from, "scenarios", DocumentJson::scenario),
        Json.flag(from, "partial"));
  }

  private static ObjectNode scenario(ScenarioResult result) {
    ObjectNode node = Json.object();
    PlanJson.putPlan(node, result.plan());
    JudgementJson.putVerdict(node, result);
    Timeline timeline = result.timeline();
    if (timeline != null) {
      node.set("figures", figures(timeline));
      putTimeline(node.putObject("timeline"), timeline);
    }
    return node;
  }

  private static ScenarioResult scenario(JsonNode from) {
    ScenarioPlan plan = PlanJson.plan(from);
    try {
      Judgement judgement = JudgementJson.judgementOf(from);
      return new ScenarioResult(
          plan,
          Json.word(from, "verdict", Verdict.class),
          Json.texts(from, "reasons"),
          Json.flag(from, "measured") ? timeline(plan, Json.field(from, "timeline")) : null,
          judgement,
          Json.flag(from, "setUpFailed"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("scenario " + plan.name() + ": " + e.getMessage(), e);
    }
  }

  /** The rows of the table, for whoever reads the file without this library. */
  private static ArrayNode figures(Timeline timeline) {
    ArrayNode rows = Json.MAPPER.createArrayNode();
    for (Phase phase : timeline.phases()) {
      if (phase.role().judged()) {
        rows.add(row(PhaseFigures.of(timeline, phase)));
      }
    }
    return rows;
  }

  private static ObjectNode row(PhaseFigures figures) {
    ObjectNode row = Json.object();
    row.put("phase", figures.phase().name()).put("arrivals", figures.arrivals());
    Json.put(row, "plannedPerSecond", figures.phase().plannedRate());
    Json.put(row, "achievedPerSecond", figures.achievedRate());
    Json.put(row, "p50Nanos", figures.p50Nanos());
    Json.put(row, "p95Nanos", figures.p95Nanos());
    Json.put(row, "p99Nanos", figures.p99Nanos());
    Json.put(row, "maxNanos", figures.maxNanos());
    Json.put(row, "errorRate", figures.errorRate());
    return row;
  }

  private static void putTimeline(ObjectNode to, Timeline timeline) {
    Json.putAll(to, "facts", timeline.facts(), DocumentJson::fact);
    Json.putAll(to, "events", timeline.events(), event -> event(event, timeline));
    ObjectNode errors = to.putObject("errors");
    new TreeMap<>(timeline.errors()).forEach(errors::put);
    Json.putTexts(to, "problems", timeline.problems());
    Json.putAll(to, "series", timeline.series(), MeasureJson::series);
    Grid grid = timeline.grid();
    ArrayNode intervals = to.putArray("intervals");
    for (int i = 0; i < timeline.intervals().size(); i++) {
      intervals.add(interval(timeline, grid, i));
    }
  }

  private static ObjectNode interval(Timeline timeline, Grid grid, int index) {
    Interval interval = timeline.intervals().get(index);
    ObjectNode node = MeasureJson.interval(interval);
    node.put("startNanos", grid.startOf(index));
    node.put("succeeded", timeline.succeeded().get(index));
    node.put("gcNanos", timeline.gcNanos().get(index));
    node.put("hiccupNanos", timeline.hiccupNanos().get(index));
    Json.put(node, "p50Nanos", interval.response().percentile(50));
    Json.put(node, "p95Nanos", interval.response().percentile(95));
    Json.put(node, "maxNanos", interval.response().max());
    return node;
  }

  private static Timeline timeline(ScenarioPlan plan, JsonNode from) {
    int intervals = Json.field(from, "intervals").size();
    int size = new Grid(plan.phases(), plan.bucketNanos()).size();
    if (intervals != size) {
      throw new IllegalArgumentException("it has " + intervals + " intervals, not " + size);
    }
    return new Timeline(
        plan.bucketNanos(),
        plan.phases(),
        Json.list(from, "intervals", MeasureJson::interval),
        Json.list(from, "intervals", node -> Json.whole(node, "succeeded")),
        Json.list(from, "series", MeasureJson::series),
        Json.list(from, "intervals", node -> Json.whole(node, "gcNanos")),
        Json.list(from, "intervals", node -> Json.whole(node, "hiccupNanos")),
        Json.list(from, "facts", MeasureJson::fact),
        Json.list(from, "events", MeasureJson::event),
        Json.map(from, "errors", node -> Json.whole("errors", node)),
        Json.texts(from, "problems"));
  }

  private static ObjectNode fact(Fact fact) {
    ObjectNode node = Json.object();
    MeasureJson.putFact(node, fact);
    return node;
  }

  private static ObjectNode event(Event event, Timeline of) {
    ObjectNode node = Json.object();
    MeasureJson.putEvent(node, event, of.phases());
    return node;
  }
}
