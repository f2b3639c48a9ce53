package dev.spike.report;

import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import dev.spike.measure.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the records of a {@code results.jsonl} one after the other, tells a listener what they say,
 * and adds them up. An IllegalArgumentException says what is wrong with a record. Not thread-safe.
 */
final class Replay {
  private static final String CUT_OFF =
      "the run was cut off before this scenario ended: it is judged by nothing; run it again";

  private final RunListener listener;
  private final List<ScenarioResult> ended = new ArrayList<>();
  private @Nullable RunHeader header;
  private @Nullable ScenarioPlan plan;
  private @Nullable TimelineBuilder timeline;
  private boolean over;
  private boolean partial;

  Replay(RunListener listener) {
    this.listener = listener;
  }

  /** Takes the next record. */
  void accept(JsonNode record) {
    String kind = Json.text(record, "record");
    if (over) {
      throw new IllegalArgumentException("record '" + kind + "' comes after the end of the run");
    }
    if ((header == null) != kind.equals("run")) {
      throw new IllegalArgumentException(
          "record '" + kind + "' where the record 'run' comes once and first");
    }
    switch (kind) {
      case "run" -> run(record);
      case "note" -> listener.note(Json.text(record, "line"));
      case "scenario" -> scenario(record);
      case "interval" -> interval(record);
      case "cut" -> cut(record);
      case "fact" -> timelineOf(record).add(MeasureJson.fact(record));
      case "event" -> timelineOf(record).add(MeasureJson.event(record));
      case "error" ->
          timelineOf(record).addError(Json.text(record, "kind"), Json.whole(record, "count"));
      case "problem" -> timelineOf(record).addProblem(Json.text(record, "line"));
      case "verdict" -> verdict(record);
      case "end" -> end(record);
      default -> throw new IllegalArgumentException("there is no record '" + kind + "'");
    }
  }

  private void run(JsonNode record) {
    if (!PlanJson.isHeader(record)) {
      throw new IllegalArgumentException("it is not of the format " + PlanJson.FORMAT);
    }
    RunHeader read = PlanJson.header(record);
    header = read;
    listener.runStarts(read);
  }

  private void scenario(JsonNode record) {
    if (plan != null) {
      throw new IllegalArgumentException("scenario " + plan.name() + " has no verdict yet");
    }
    ScenarioPlan read = PlanJson.plan(record);
    timeline = new TimelineBuilder(read.phases(), grid(read), read.gauges());
    plan = read;
    listener.scenarioStarts(read);
  }

  /** A scenario that could not be planned has no phases and needs no width. */
  private static long grid(ScenarioPlan plan) {
    return plan.phases().isEmpty() ? Math.max(1, plan.bucketNanos()) : plan.bucketNanos();
  }

  private void interval(JsonNode record) {
    TimelineBuilder builder = timelineOf(record);
    Increment increment = MeasureJson.increment(record);
    builder.add(increment);
    listener.interval(current(record), increment);
  }

  /** The run was ended early: its last phase is this one. */
  private void cut(JsonNode record) {
    ScenarioPlan planned = current(record);
    List<Phase> phases = new ArrayList<>(planned.phases());
    Phase last = PlanJson.phase(record);
    int index = phases.size() - 1;
    if (phases.isEmpty()
        || !last.equals(phases.get(index).until(last.endNanos(), last.planned()))) {
      throw new IllegalArgumentException("phase " + last.name() + " is not the last one");
    }
    if (last.endNanos() <= last.startNanos() || last.endNanos() > phases.get(index).endNanos()) {
      throw new IllegalArgumentException("phase " + last.name() + " does not end within itself");
    }
    phases.set(index, last);
    timelineOf(record).endWith(last);
    plan = planned.over(phases);
  }

  private void verdict(JsonNode record) {
    ScenarioPlan of = current(record);
    TimelineBuilder measured = timelineOf(record);
    Judgement judgement = JudgementJson.judgementOf(record);
    ScenarioResult result =
        new ScenarioResult(
            of,
            Json.word(record, "verdict", Verdict.class),
            Json.texts(record, "reasons"),
            Json.flag(record, "measured") ? measured.build() : null,
            judgement,
            Json.flag(record, "setUpFailed"));
    ended.add(result);
    plan = null;
    timeline = null;
    listener.scenarioEnds(result);
  }

  private void end(JsonNode record) {
    partial = Json.flag(record, "partial");
    over = true;
  }

  /** The scenario that is running, which must be the one the record names. */
  private ScenarioPlan current(JsonNode record) {
    String name = Json.text(record, "scenario");
    if (plan == null || !plan.name().equals(name)) {
      throw new IllegalArgumentException("scenario '" + name + "' is not running here");
    }
    return plan;
  }

  private TimelineBuilder timelineOf(JsonNode record) {
    current(record);
    if (timeline == null) {
      throw new IllegalStateException("a plan without a timeline");
    }
    return timeline;
  }

  /** Whether nothing was taken yet. */
  boolean isEmpty() {
    return header == null;
  }

  /**
   * All that was taken. Without the record of the run's end it is partial, and the scenario that
   * was running is INVALID.
   */
  Results results() {
    if (header == null) {
      throw new IllegalStateException("no header was read");
    }
    List<ScenarioResult> all = new ArrayList<>(ended);
    if (plan != null && timeline != null) {
      all.add(
          new ScenarioResult(
              plan, Verdict.INVALID, List.of(CUT_OFF), timeline.build(), null, false));
    }
    return new Results(header, all, partial || !over);
  }
}
