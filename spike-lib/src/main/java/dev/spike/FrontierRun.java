package dev.spike;

import dev.spike.frontier.Finding;
import dev.spike.frontier.Search;
import dev.spike.frontier.Spike;
import dev.spike.frontier.Trial;
import dev.spike.frontier.Trial.Answer;
import dev.spike.report.FrontierText;
import dev.spike.report.ScenarioResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One search for a frontier: its trials one after the other, each from a verified baseline. */
final class FrontierRun {
  private final Frontier frontier;
  private final long seed;
  private final Duration spin;
  private final TrialJudge judge;
  private final TrialRun trialRun;
  private final Consumer<String> note;
  private final Search search;
  private final List<ScenarioResult> results = new ArrayList<>();

  /**
   * A search that has not begun.
   *
   * @throws IllegalArgumentException when the space or one of its corners cannot work
   */
  FrontierRun(
      Frontier frontier,
      SpikeOptions options,
      TrialJudge judge,
      TrialRun trialRun,
      Consumer<String> note) {
    this.frontier = frontier;
    this.seed = options.seed();
    this.spin = options.spin();
    this.judge = judge;
    this.trialRun = trialRun;
    this.note = note;
    search = new Search(frontier.space());
    frontier.corners().forEach(corner -> planned(corner, 0));
  }

  /** Runs trials until it is over; false when interrupted, and what was found so far is kept. */
  boolean run() {
    try {
      while (!search.isOver()) {
        TrialJudge.Answered answered = answer(search.next(), results.size() + 1);
        Trial trial = search.answered(answered.answer(), answered.detail());
        note.accept(FrontierText.line(trial));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Finding finding() {
    return search.finding();
  }

  List<ScenarioResult> results() {
    return List.copyOf(results);
  }

  private TrialJudge.Answered answer(Spike spike, int number) throws InterruptedException {
    PlannedScenario planned = planned(spike, number);
    if (number == 1) {
      planned.tooThin().ifPresent(note);
    } else {
      String failure = reset();
      if (!failure.isEmpty()) {
        results.add(ScenarioResult.setUpFailed(planned.plan(), failure));
        return new TrialJudge.Answered(Answer.NOT_COUNTED, failure);
      }
    }
    ScenarioResult result = trialRun.run(planned);
    results.add(result);
    return judge.answer(result);
  }

  private String reset() throws InterruptedException {
    try {
      frontier.reset.run();
      return "";
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) {
      return "reset failed: " + e;
    }
  }

  /** Each trial has arrivals of its own, also when its spike was tried before. */
  private PlannedScenario planned(Spike spike, int number) {
    Scenario scenario = frontier.scenario.apply(spike);
    Scenario trial = scenario.asTrial(scenario.name() + ".trial-" + number);
    return new PlannedScenario(trial, Map.of(), seed + number, spin);
  }
}
