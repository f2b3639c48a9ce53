package dev.spike;

import dev.spike.judge.Judge;
import dev.spike.judge.StandardJudge;
import dev.spike.repeat.Repetition;
import dev.spike.report.ConsoleListener;
import dev.spike.report.Environment;
import dev.spike.report.Results;
import dev.spike.report.RunHeader;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioResult;
import dev.spike.run.Clock;
import dev.spike.sim.ServiceModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs scenarios one after the other, on the calling thread and some of the engine's. Not for
 * concurrent use.
 */
public final class SpikeRunner {
  private final SpikeOptions options;
  private final Judge judge = new StandardJudge();
  private final Clock clock = Clock.system();

  /** A runner under these options; without a listener it tells the standard output what it does. */
  public SpikeRunner(SpikeOptions options) {
    this.options = options.listeners().isEmpty() ? options.listener(console()) : options;
  }

  private static RunListener console() {
    return new ConsoleListener(
        System.out, ConsoleListener.Verbosity.NORMAL, false, System::nanoTime);
  }

  /**
   * Runs scenarios held in memory. Where they are repeated, the steps of their set-up and tear-down
   * are done for each run: they have to leave the target as they found it.
   *
   * @throws IllegalArgumentException before anything runs, when a scenario cannot work or none is
   *     chosen
   */
  public Report run(Scenario... scenarios) {
    List<String> names = Arrays.stream(scenarios).map(Scenario::name).toList();
    List<Scenario> chosen =
        Arrays.stream(scenarios).filter(s -> options.includes(s.name())).toList();
    checkChoice(chosen, names);
    return runAll(chosen.stream().flatMap(scenario -> repeated(List.of(scenario), "")).toList());
  }

  /**
   * Runs scenarios held in memory as configurations of one, such as with a breaker and without, and
   * holds each against the first: {@link Report#effects()}. They take turns, and the n-th runs of
   * all have the same seed.
   *
   * @param scenarios at least two, whatever the options include
   */
  public Report compare(Scenario... scenarios) {
    List<Scenario> all = List.of(scenarios);
    if (all.size() < 2) {
      throw new IllegalArgumentException(
          all.size() + " scenarios to compare: give at least two, the control first");
    }
    String family = all.stream().map(Scenario::name).collect(Collectors.joining(" or "));
    return runAll(repeated(all, family).toList());
  }

  /** Every run of scenarios that take turns. */
  private Stream<PlannedScenario> repeated(List<Scenario> scenarios, String family) {
    return numbers()
        .flatMap(number -> scenarios.stream().map(scenario -> planned(scenario, family, number)));
  }

  private Stream<Integer> numbers() {
    return IntStream.rangeClosed(1, options.repeats()).boxed();
  }

  private PlannedScenario planned(Scenario scenario, String family, int number) {
    Repetition first = Repetition.first(scenario.name(), options.repeats(), false);
    Repetition run = (family.isEmpty() ? first : first.among(family)).number(number);
    return new PlannedScenario(
        scenario.scaled(options.scale()), Map.of(), run.seed(options.seed()), options.spin(), run);
  }

  /** Runs all scenarios that are found on the class path ({@link ScenarioSource#all()}). */
  public Report run() {
    return run(ScenarioSource.all());
  }

  /**
   * Runs what these providers give.
   *
   * @throws IllegalArgumentException before anything runs, when a scenario cannot work, none is
   *     chosen, or a parameter is unknown to all that are
   */
  public Report run(List<ScenarioProvider> providers) {
    List<ScenarioProvider> chosen =
        providers.stream().filter(provider -> options.includes(provider.name())).toList();
    checkChoice(chosen, providers.stream().map(ScenarioProvider::name).toList());
    checkParams(chosen);
    return runAll(chosen.stream().flatMap(this::planned).toList());
  }

  /**
   * Tries a plan before it takes real minutes: runs a scenario on virtual time, against a service
   * like the model instead of its own operation. The report is made, judged and written as that of
   * a run, and says that it was simulated. Nothing of the scenario is called: neither operation nor
   * set-up, health checks, probes, facts or memory; criteria that rest on them are INCONCLUSIVE.
   * Exceptions and latencies of spike-chaos act on the model as if every operation hit their point
   * once; other faults are not simulated, and told.
   *
   * @throws IllegalArgumentException before anything runs, when the scenario cannot work, or has
   *     users of a closed model
   */
  public Report dryRun(Scenario scenario, ServiceModel service) {
    PlannedScenario planned =
        new PlannedScenario(
            scenario.scaled(options.scale()), Map.of(), options.seed(), options.spin());
    DryRun dry = new DryRun(planned, service, judge);
    try {
      RunHeader header = header(List.of(planned)).simulated();
      tell(listener -> listener.runStarts(header));
      planned.notes().forEach(line -> tell(listener -> listener.note(line)));
      dry.notSimulated().ifPresent(line -> tell(listener -> listener.note(line)));
      Results all = new Results(header, List.of(simulated(dry)), false);
      tell(listener -> listener.runEnds(all));
      return new Report(all);
    } finally {
      tell(RunListener::close);
    }
  }

  private ScenarioResult simulated(DryRun dry) {
    tell(listener -> listener.scenarioStarts(dry.plan()));
    ScenarioResult result =
        dry.run(increment -> tell(listener -> listener.interval(dry.plan(), increment)));
    tell(listener -> listener.scenarioEnds(result));
    return result;
  }

  /** Every run of what a provider gives; each run has a scenario of its own. */
  private Stream<PlannedScenario> planned(ScenarioProvider provider) {
    List<Configuration> all = Configuration.of(provider.parameters(), options.params());
    return numbers().flatMap(number -> all.stream().map(each -> planned(provider, each, number)));
  }

  private PlannedScenario planned(
      ScenarioProvider provider, Configuration configuration, int number) {
    Params params = Params.of(provider.parameters(), configuration.values());
    Scenario scenario = provider.scenario(params).scaled(options.scale());
    Repetition first = Repetition.first(scenario.name(), options.repeats(), false);
    Repetition run = configuration.of(first).number(number);
    return new PlannedScenario(
        scenario, params.values(), run.seed(options.seed()), options.spin(), run);
  }

  private void checkChoice(List<?> chosen, List<String> names) {
    if (chosen.isEmpty()) {
      String asked = options.includes().isEmpty() ? "" : " matches " + options.includes();
      throw new IllegalArgumentException(
          "no scenario" + asked + ": choose from " + (names.isEmpty() ? "none at all" : names));
    }
  }

  private void checkParams(List<ScenarioProvider> chosen) {
    TreeSet<String> known = new TreeSet<>();
    chosen.forEach(provider -> provider.parameters().forEach(p -> known.add(p.name())));
    for (String name : options.params().keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "parameter '" + name + "' is unknown to the chosen scenarios: choose from " + known);
      }
    }
  }

  private Report runAll(List<PlannedScenario> planned) {
    checkNames(planned);
    try {
      return new Report(results(planned));
    } finally {
      tell(RunListener::close);
    }
  }

  private Results results(List<PlannedScenario> planned) {
    List<ScenarioResult> results = new ArrayList<>();
    RunHeader header = header(planned);
    boolean partial = false;
    try {
      tell(listener -> listener.runStarts(header));
      planned.forEach(p -> p.notes().forEach(line -> tell(l -> l.note(line))));
      for (PlannedScenario next : planned) {
        results.add(runOne(next, judge));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      partial = true;
    }
    Results all = new Results(header, results, partial);
    tell(listener -> listener.runEnds(all));
    return all;
  }

  private static void checkNames(List<PlannedScenario> planned) {
    Set<String> names = new HashSet<>();
    for (PlannedScenario next : planned) {
      if (!names.add(next.plan().name())) {
        throw new IllegalArgumentException(
            "scenario name '" + next.plan().name() + "' comes twice: give each a name of its own");
      }
    }
  }

  private ScenarioResult runOne(PlannedScenario next, Judge by) throws InterruptedException {
    tell(listener -> listener.scenarioStarts(next.plan()));
    ScenarioRun run = new ScenarioRun(next, by, clock, options);
    ScenarioResult result =
        run.run(increment -> tell(listener -> listener.interval(next.plan(), increment)));
    tell(listener -> listener.scenarioEnds(result));
    return result;
  }

  private RunHeader header(List<PlannedScenario> planned) {
    return header(planned.size(), planned.stream().mapToLong(PlannedScenario::durationNanos).sum());
  }

  private RunHeader header(int scenarios, long plannedNanos) {
    String now = Instant.now().toString();
    return new RunHeader(now, options.seed(), scenarios, plannedNanos, Environment.collect());
  }

  /**
   * Searches for the smallest spike from which a target does not come back. Each trial is a run of
   * its own, told to the listeners as a scenario; the same answers lead to the same spikes.
   *
   * @throws IllegalArgumentException before anything runs, when the frontier cannot be searched
   */
  public FrontierReport search(Frontier frontier) {
    TrialJudge trialJudge = new TrialJudge(judge);
    TrialRun trial = planned -> runOne(planned, trialJudge);
    return search(
        new FrontierRun(frontier, options, trialJudge, trial, this::note), header(frontier));
  }

  /**
   * Searches on virtual time, against a service like the model, as {@link #dryRun(Scenario,
   * ServiceModel)} runs: nothing of the scenarios is called, nor the reset.
   */
  public FrontierReport dryRun(Frontier frontier, ServiceModel service) {
    TrialJudge trialJudge = new TrialJudge(judge);
    TrialRun trial = planned -> simulated(new DryRun(planned, service, trialJudge));
    Frontier notReset = frontier.reset(() -> {});
    return search(
        new FrontierRun(notReset, options, trialJudge, trial, this::note),
        header(frontier).simulated());
  }

  private FrontierReport search(FrontierRun search, RunHeader header) {
    try {
      tell(listener -> listener.runStarts(header));
      boolean partial = !search.run();
      Results all = new Results(header, search.results(), partial);
      tell(listener -> listener.runEnds(all));
      return new FrontierReport(search.finding(), new Report(all));
    } finally {
      tell(RunListener::close);
    }
  }

  /** How long its trials will take is not known. */
  private RunHeader header(Frontier frontier) {
    return header(frontier.space().trials(), 0);
  }

  private void note(String line) {
    tell(listener -> listener.note(line));
  }

  private void tell(Consumer<RunListener> news) {
    options.listeners().forEach(news);
  }
}
