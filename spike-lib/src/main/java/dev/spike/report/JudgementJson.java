package dev.spike.report;

import dev.spike.judge.Answer;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metastability;
import dev.spike.judge.Recovery;
import dev.spike.judge.Spell;
import dev.spike.judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was decided, to and from JSON. */
final class JudgementJson {
  private JudgementJson() {}

  /** Puts the verdict of a scenario; its judgement is null where it was not judged. */
  static void putVerdict(ObjectNode to, ScenarioResult result) {
    to.put("verdict", result.verdict().name());
    Json.putTexts(to, "reasons", result.reasons());
    to.put("setUpFailed", result.setUpFailed());
    to.put("measured", result.timeline() != null);
    Judgement judgement = result.judgement();
    if (judgement == null) {
      to.putNull("judgement");
    } else {
      to.set("judgement", judgement(judgement));
    }
  }

  static @Nullable Judgement judgementOf(JsonNode verdict) {
    JsonNode judgement = Json.field(verdict, "judgement");
    return judgement.isNull() ? null : judgement(judgement);
  }

  private static ObjectNode judgement(Judgement judgement) {
    ObjectNode node = Json.object().put("verdict", judgement.verdict().name());
    Json.putTexts(node, "reasons", judgement.reasons());
    Json.putAll(node, "criteria", judgement.criteria(), JudgementJson::result);
    Json.putAll(node, "alerts", judgement.alerts(), JudgementJson::result);
    node.set("recovery", recovery(judgement.recovery()));
    node.set("metastability", metastability(judgement.metastability()));
    return node;
  }

  private static Judgement judgement(JsonNode from) {
    return new Judgement(
        Json.word(from, "verdict", Verdict.class),
        Json.texts(from, "reasons"),
        Json.list(from, "criteria", JudgementJson::result),
        Json.list(from, "alerts", JudgementJson::result),
        recovery(Json.field(from, "recovery")),
        from.has("metastability")
            ? metastability(Json.field(from, "metastability"))
            : Metastability.UNTOLD);
  }

  private static ObjectNode result(CriterionResult result) {
    ObjectNode node = PlanJson.criterion(result.criterion());
    Json.put(node, "value", result.value());
    Json.put(node, "low", result.low());
    Json.put(node, "high", result.high());
    return node.put("answer", result.answer().name()).put("detail", result.detail());
  }

  private static CriterionResult result(JsonNode from) {
    return new CriterionResult(
        PlanJson.criterion(from),
        Json.word(from, "answer", Answer.class),
        Json.number(from, "value"),
        from.has("low") ? Json.number(from, "low") : Double.NaN,
        from.has("high") ? Json.number(from, "high") : Double.NaN,
        Json.text(from, "detail"));
  }

  private static ObjectNode recovery(Recovery recovery) {
    ObjectNode node = Json.object().put("outcome", recovery.outcome().name());
    Json.put(node, "nanos", recovery.nanos());
    Json.put(node, "lowNanos", recovery.lowNanos());
    Json.put(node, "highNanos", recovery.highNanos());
    Json.put(node, "lossSeconds", recovery.lossSeconds());
    Json.put(node, "lostOperations", recovery.lostOperations());
    Json.putAll(node, "relapses", recovery.relapses(), JudgementJson::spell);
    return node.put("detail", recovery.detail());
  }

  private static ObjectNode spell(Spell spell) {
    return Json.object().put("fromNanos", spell.fromNanos()).put("toNanos", spell.toNanos());
  }

  private static Spell spell(JsonNode from) {
    return new Spell(Json.whole(from, "fromNanos"), Json.whole(from, "toNanos"));
  }

  private static Recovery recovery(JsonNode from) {
    return new Recovery(
        Json.word(from, "outcome", Recovery.Outcome.class),
        Json.number(from, "nanos"),
        Json.number(from, "lowNanos"),
        Json.number(from, "highNanos"),
        Json.number(from, "lossSeconds"),
        Json.number(from, "lostOperations"),
        Json.text(from, "detail"),
        from.has("relapses") ? Json.list(from, "relapses", JudgementJson::spell) : List.of());
  }

  private static ObjectNode metastability(Metastability metastability) {
    return Json.object()
        .put("state", metastability.state().name())
        .put("detail", metastability.detail());
  }

  private static Metastability metastability(JsonNode from) {
    return new Metastability(
        Json.word(from, "state", Metastability.State.class), Json.text(from, "detail"));
  }
}
