package dev.spike.samples.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.ScenarioProvider;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.judge.Answer;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metric;
import dev.spike.judge.Verdict;
import dev.spike.measure.Unit;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One scenario of the suite, run for some seconds. So short a baseline cannot be judged by, and how
 * long anything took is the machine's affair as much as the service's: only criteria that do not
 * depend on time are looked at.
 */
final class ShortRun {
  private static final String SLOW = "rest.slow";

  private final ScenarioProvider provider;
  private final Map<String, String> params = new LinkedHashMap<>();
  private boolean requireAll;

  private ShortRun(ScenarioProvider provider) {
    this.provider = provider;
    params.putAll(Map.of("rate", "50", "warmup", "200ms", "baseline", "1s", "spike", "500ms"));
    params.putAll(Map.of("watch", "1300ms", "recovery-limit", "500ms", "bucket", "25ms"));
  }

  static ShortRun of(ScenarioProvider provider) {
    return new ShortRun(provider);
  }

  /** The storefront in this JVM, with these flags. */
  ShortRun storefront(String flags) {
    return with("storefront", "inprocess").with("storefront-flags", flags);
  }

  ShortRun with(String name, String value) {
    params.put(name, value);
    return this;
  }

  ShortRun requiringAll() {
    requireAll = true;
    return this;
  }

  ScenarioResult run() {
    SpikeOptions options =
        SpikeOptions.defaults().seed(11).requireAll(requireAll).listener(new RunListener() {});
    Set<String> known = new TreeSet<>();
    provider.parameters().forEach(parameter -> known.add(parameter.name()));
    for (Map.Entry<String, String> param : params.entrySet()) {
      if (known.contains(param.getKey())) {
        options = options.param(param.getKey(), param.getValue());
      }
    }
    return new SpikeRunner(options).run(List.of(provider)).scenarios().get(0);
  }

  /** Nothing that is not a matter of time went wrong, and no certain failure came of it. */
  static void assertUnbroken(ScenarioResult result) {
    assertThat(problems(result)).isEmpty();
    assertThat(notMet(result)).as(String.join("\n", result.reasons())).isEmpty();
  }

  /** Exactly these criteria are not met, but for those that are a matter of time. */
  static void assertBroken(ScenarioResult result, String... labels) {
    assertThat(problems(result)).isEmpty();
    assertThat(notMet(result)).containsExactlyInAnyOrder(labels);
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
  }

  /** What came of one criterion. */
  static CriterionResult criterion(ScenarioResult result, String label) {
    return judgement(result).criteria().stream()
        .filter(one -> one.criterion().label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> notMet(ScenarioResult result) {
    return judgement(result).criteria().stream()
        .filter(one -> one.answer() == Answer.NOT_MET && !isMatterOfTime(one.criterion()))
        .map(one -> one.criterion().label())
        .toList();
  }

  private static boolean isMatterOfTime(Criterion criterion) {
    return criterion.metric().unit() == Unit.NANOS
        || criterion.metric() instanceof Metric.OfBaseline
        || criterion.metric() instanceof Metric.Metastable
        || criterion.label().equals(SLOW);
  }

  private static List<String> problems(ScenarioResult result) {
    return Optional.ofNullable(result.timeline()).orElseThrow(() -> notRun(result)).problems();
  }

  private static Judgement judgement(ScenarioResult result) {
    return Optional.ofNullable(result.judgement()).orElseThrow(() -> notRun(result));
  }

  private static AssertionError notRun(ScenarioResult result) {
    return new AssertionError(result.verdict() + ": " + result.reasons());
  }
}
