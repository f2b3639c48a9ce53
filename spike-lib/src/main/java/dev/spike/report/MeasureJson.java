package dev.spike.report;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.HdrCodec;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Series;
import dev.spike.measure.Unit;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was measured, to and from JSON. */
final class MeasureJson {
  private MeasureJson() {}

  static ObjectNode interval(Interval interval) {
    Outcomes outcomes = interval.outcomes();
    return Json.object()
        .put("interval", interval.index())
        .put("ok", outcomes.ok())
        .put("failed", outcomes.failed())
        .put("timedOut", outcomes.timedOut())
        .put("rejected", outcomes.rejected())
        .put("dropped", outcomes.dropped())
        .put("unfinished", outcomes.unfinished())
        .put("response", HdrCodec.encode(interval.response()))
        .put("undelayed", HdrCodec.encode(interval.undelayed()))
        .put("service", HdrCodec.encode(interval.service()))
        .put("delay", HdrCodec.encode(interval.delay()))
        .put("waiting", HdrCodec.encode(interval.waiting()));
  }

  static Interval interval(JsonNode from) {
    return new Interval(
        Json.index(from, "interval"),
        new Outcomes(
            Json.whole(from, "ok"),
            Json.whole(from, "failed"),
            Json.whole(from, "timedOut"),
            Json.whole(from, "rejected"),
            Json.whole(from, "dropped"),
            Json.whole(from, "unfinished")),
        latencies(from, "response"),
        latencies(from, "undelayed"),
        latencies(from, "service"),
        latencies(from, "delay"),
        from.has("waiting") ? latencies(from, "waiting") : Latencies.EMPTY);
  }

  private static Latencies latencies(JsonNode from, String field) {
    return HdrCodec.decode(Json.text(from, field));
  }

  static void putIncrement(ObjectNode to, Increment increment) {
    to.put("endedIn", increment.index());
    Json.putAll(to, "ended", increment.ended(), MeasureJson::interval);
    ObjectNode gauges = to.putObject("gauges");
    new TreeMap<>(increment.gauges()).forEach((name, value) -> Json.put(gauges, name, value));
    to.put("gcNanos", increment.gcNanos());
    to.put("hiccupNanos", increment.hiccupNanos());
  }

  static Increment increment(JsonNode from) {
    return new Increment(
        Json.index(from, "endedIn"),
        Json.list(from, "ended", MeasureJson::interval),
        Json.map(from, "gauges", node -> Json.number("gauges", node)),
        Json.whole(from, "gcNanos"),
        Json.whole(from, "hiccupNanos"));
  }

  static void putFact(ObjectNode to, Fact fact) {
    to.put("name", fact.name());
    Json.put(to, "value", fact.value());
    to.put("unit", fact.unit().name());
    to.put("detail", fact.detail());
  }

  static Fact fact(JsonNode from) {
    return new Fact(
        Json.text(from, "name"),
        Json.number(from, "value"),
        Json.word(from, "unit", Unit.class),
        Json.text(from, "detail"));
  }

  /**
   * With its lateness and the phase it falls in, for whoever reads the file without this library.
   */
  static void putEvent(ObjectNode to, Event event, List<Phase> phases) {
    to.put("name", event.name());
    to.put("plannedNanos", event.plannedNanos());
    to.put("actualNanos", event.actualNanos());
    to.put("latenessNanos", event.latenessNanos());
    event.phaseAmong(phases).ifPresent(phase -> to.put("phase", phase.name()));
  }

  static Event event(JsonNode from) {
    return new Event(
        Json.text(from, "name"), Json.whole(from, "plannedNanos"), Json.whole(from, "actualNanos"));
  }

  static ObjectNode series(Series series) {
    ObjectNode node = Json.object().put("name", series.name()).put("unit", series.unit().name());
    ArrayNode values = node.putArray("values");
    for (double value : series.values()) {
      ObjectNode holder = Json.object();
      Json.put(holder, "value", value);
      values.add(holder.get("value"));
    }
    return node;
  }

  static Series series(JsonNode from) {
    return new Series(
        Json.text(from, "name"),
        Json.word(from, "unit", Unit.class),
        Json.list(from, "values", node -> Json.number("values", node)));
  }
}
