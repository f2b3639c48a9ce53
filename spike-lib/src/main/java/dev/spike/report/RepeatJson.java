package dev.spike.report;

import dev.spike.repeat.CriterionSpread;
import dev.spike.repeat.Effect;
import dev.spike.repeat.Estimate;
import dev.spike.repeat.Exclusion;
import dev.spike.repeat.Repeats;
import dev.spike.repeat.Repetition;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What several runs say together, for whoever reads the file without this library. */
final class RepeatJson {
  private RepeatJson() {}

  /** Puts it where there is any; never read back, since the runs say it again. */
  static void put(ObjectNode to, Results results) {
    List<Repeats> repeats = results.repeats();
    if (!repeats.isEmpty()) {
      Json.putAll(to, "repeats", repeats, RepeatJson::repeats);
      Json.putAll(to, "effects", Effect.among(repeats), RepeatJson::effect);
    }
  }

  private static ObjectNode repeats(Repeats repeats) {
    Repetition repetition = repeats.repetition();
    ObjectNode node =
        Json.object()
            .put("of", repetition.of())
            .put("family", repetition.family())
            .put("configuration", repetition.configuration())
            .put("count", repetition.count())
            .put("counted", repeats.counted())
            .put("freshJvm", repetition.freshJvm())
            .put("verdict", repeats.verdict().name());
    Json.putTexts(node, "reasons", repeats.reasons());
    repeats
        .recovery()
        .ifPresentOrElse(
            recovery -> node.set("recovery", estimate(Json.object(), recovery)),
            () -> node.putNull("recovery"));
    Json.putAll(node, "criteria", repeats.criteria(), RepeatJson::spread);
    Json.putAll(node, "excluded", repeats.excluded(), RepeatJson::exclusion);
    return node;
  }

  private static ObjectNode spread(CriterionSpread spread) {
    ObjectNode node = PlanJson.criterion(spread.criterion());
    return estimate(node, spread.estimate())
        .put("met", spread.met())
        .put("notMet", spread.notMet());
  }

  private static ObjectNode estimate(ObjectNode to, Estimate estimate) {
    to.put("kind", estimate.kind().name());
    to.put("runs", estimate.runs()).put("censored", estimate.censored());
    Json.put(to, "value", estimate.value());
    Json.put(to, "low", estimate.low());
    Json.put(to, "high", estimate.high());
    return to;
  }

  private static ObjectNode exclusion(Exclusion exclusion) {
    return Json.object().put("run", exclusion.run()).put("why", exclusion.why());
  }

  private static ObjectNode effect(Effect effect) {
    ObjectNode node =
        Json.object()
            .put("control", effect.control().repetition().of())
            .put("other", effect.other().repetition().of())
            .put("measure", effect.measure().name());
    Json.put(node, "value", effect.value());
    Json.put(node, "low", effect.low());
    Json.put(node, "high", effect.high());
    Json.put(node, "confidence", effect.confidence());
    Json.put(node, "p", effect.p());
    return node.put("conclusion", effect.conclusion().name());
  }
}
