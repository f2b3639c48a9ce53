package dev.spike.report;

import dev.spike.judge.Comparison;
import dev.spike.judge.Criterion;
import dev.spike.judge.Metric;
import dev.spike.judge.Window;
import dev.spike.measure.FaultSpan;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Unit;
import dev.spike.repeat.Repetition;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is known before: header, plan, phases, criteria, to and from JSON. */
final class PlanJson {
  static final String FORMAT = "spike-results";
  static final int SCHEMA = 1;

  /** More intervals than any run has; a corrupt file must not fill the heap. */
  private static final double MOST_INTERVALS = 5_000_000;

  private PlanJson() {}

  static void putHeader(ObjectNode to, RunHeader header) {
    to.put("format", FORMAT);
    to.put("schema", SCHEMA);
    to.put("started", header.started());
    to.put("seed", header.seed());
    to.put("scenarioCount", header.scenarios());
    to.put("plannedNanos", header.plannedNanos());
    Json.putTexts(to, "environment", header.environment());
  }

  /** Whether a node says that it is a result file, of whatever schema. */
  static boolean isHeader(JsonNode node) {
    JsonNode format = node.get("format");
    return format != null && format.isString() && format.stringValue().equals(FORMAT);
  }

  static RunHeader header(JsonNode from) {
    long schema = Json.whole(from, "schema");
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "schema version "
              + schema
              + " is unknown: this version of spike reads "
              + SCHEMA
              + "; read the file with the version that wrote it");
    }
    return new RunHeader(
        Json.text(from, "started"),
        Json.whole(from, "seed"),
        Json.index(from, "scenarioCount"),
        Json.whole(from, "plannedNanos"),
        Json.textMap(from, "environment"));
  }

  static void putPlan(ObjectNode to, ScenarioPlan plan) {
    to.put("name", plan.name());
    Json.putTexts(to, "parameters", plan.parameters());
    to.put("seed", plan.seed());
    to.put("bucketNanos", plan.bucketNanos());
    to.put("threads", plan.threads());
    Json.putAll(to, "phases", plan.phases(), PlanJson::phase);
    ObjectNode gauges = to.putObject("gauges");
    plan.gauges().forEach((name, unit) -> gauges.put(name, unit.name()));
    Json.putAll(to, "criteria", plan.criteria(), PlanJson::criterion);
    Json.putAll(to, "alerts", plan.alerts(), PlanJson::criterion);
    Json.putAll(to, "faults", plan.faults(), PlanJson::fault);
    if (!plan.repetition().equals(Repetition.once(plan.name()))) {
      to.set("repetition", repetition(plan.repetition()));
    }
  }

  static ScenarioPlan plan(JsonNode from) {
    ScenarioPlan plan =
        new ScenarioPlan(
            Json.text(from, "name"),
            Json.textMap(from, "parameters"),
            Json.whole(from, "seed"),
            Json.whole(from, "bucketNanos"),
            Json.list(from, "phases", PlanJson::phase),
            Json.map(from, "gauges", node -> Unit.valueOf(node.asString())),
            Json.list(from, "criteria", PlanJson::criterion),
            Json.list(from, "alerts", PlanJson::criterion),
            Json.text(from, "threads"),
            from.has("repetition")
                ? repetition(Json.field(from, "repetition"))
                : Repetition.once(Json.text(from, "name")),
            from.has("faults") ? Json.list(from, "faults", PlanJson::fault) : List.of());
    checkGrid(plan);
    return plan;
  }

  private static ObjectNode repetition(Repetition repetition) {
    return Json.object()
        .put("of", repetition.of())
        .put("family", repetition.family())
        .put("configuration", repetition.configuration())
        .put("number", repetition.number())
        .put("count", repetition.count())
        .put("freshJvm", repetition.freshJvm());
  }

  private static Repetition repetition(JsonNode from) {
    return new Repetition(
        Json.text(from, "of"),
        Json.text(from, "family"),
        Json.text(from, "configuration"),
        Json.index(from, "number"),
        Json.index(from, "count"),
        Json.flag(from, "freshJvm"));
  }

  private static void checkGrid(ScenarioPlan plan) {
    List<Phase> phases = plan.phases();
    long end = 0;
    for (Phase phase : phases) {
      if (phase.startNanos() != end || phase.endNanos() <= end) {
        throw new IllegalArgumentException("phase " + phase.name() + " does not adjoin the last");
      }
      end = phase.endNanos();
    }
    if (!phases.isEmpty() && (double) end / plan.bucketNanos() > MOST_INTERVALS) {
      throw new IllegalArgumentException(
          "field 'bucketNanos' is " + plan.bucketNanos() + ", too small for its phases");
    }
  }

  private static ObjectNode fault(FaultSpan fault) {
    return Json.object()
        .put("fault", fault.name())
        .put("fromNanos", fault.fromNanos())
        .put("toNanos", fault.toNanos());
  }

  private static FaultSpan fault(JsonNode from) {
    return new FaultSpan(
        Json.text(from, "fault"), Json.whole(from, "fromNanos"), Json.whole(from, "toNanos"));
  }

  private static ObjectNode phase(Phase phase) {
    return putPhase(Json.object(), phase);
  }

  static ObjectNode putPhase(ObjectNode to, Phase phase) {
    return to.put("phase", phase.name())
        .put("role", phase.role().name())
        .put("startNanos", phase.startNanos())
        .put("endNanos", phase.endNanos())
        .put("planned", phase.planned())
        .put("quietFromNanos", phase.quietFromNanos());
  }

  static Phase phase(JsonNode from) {
    return new Phase(
        Json.text(from, "phase"),
        Json.word(from, "role", Role.class),
        Json.whole(from, "startNanos"),
        Json.whole(from, "endNanos"),
        Json.whole(from, "planned"),
        Json.whole(from, "quietFromNanos"));
  }

  static ObjectNode criterion(Criterion criterion) {
    ObjectNode node =
        Json.object()
            .put("metric", criterion.metric().text())
            .put("window", criterion.window().text())
            .put("comparison", criterion.comparison().name());
    Json.put(node, "limit", criterion.limit());
    return node;
  }

  static Criterion criterion(JsonNode from) {
    return new Criterion(
        Metric.parse(Json.text(from, "metric")),
        Window.parse(Json.text(from, "window")),
        Json.word(from, "comparison", Comparison.class),
        Json.number(from, "limit"));
  }
}
