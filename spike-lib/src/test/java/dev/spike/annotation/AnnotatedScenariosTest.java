package dev.spike.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Report;
import dev.spike.ScenarioProvider;
import dev.spike.ScenarioSource;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.Units;
import dev.spike.judge.Criterion;
import dev.spike.judge.Verdict;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnnotatedScenariosTest {
  private static final SpikeOptions OPTIONS =
      SpikeOptions.defaults().seed(1).listener(new RunListener() {});

  private static ScenarioProvider provider(String name) {
    return AnnotatedScenarios.of(Annotated.Herd.class, Annotated.ByMethods.class).stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> standards(ScenarioProvider provider) {
    return provider.parameters().stream()
        .collect(Collectors.toMap(Parameter::name, Parameter::standard));
  }

  private static ScenarioPlan plan(String name, Map<String, String> given) {
    ScenarioProvider provider = provider(name);
    return new SpikeRunner(OPTIONS)
        .dryRun(
            provider.scenario(Params.of(provider.parameters(), given)),
            ServiceModel.of(1, ServiceTime.constant(Units.millis(1))))
        .scenarios()
        .get(0)
        .plan();
  }

  private static List<String> phases(ScenarioPlan plan) {
    return plan.phases().stream().map(phase -> phase.name() + " " + phase.planned()).toList();
  }

  @Test
  void methodsAreScenariosByName() {
    assertThat(AnnotatedScenarios.of(Annotated.Herd.class, Annotated.ByMethods.class))
        .extracting(provider -> provider.name() + ": " + provider.description())
        .containsExactly(
            "Herd.plain: Of the class.", "herd-other: Of its own.", "ByMethods.async: ");
  }

  @Test
  void fieldsAreParametersAndEnumsAndBooleansExpand() {
    assertThat(standards(provider("Herd.plain")))
        .containsEntry("size", "10,30")
        .containsEntry("mode", "PLAIN,FANCY")
        .containsEntry("warm", "false,true")
        .containsEntry("pause", "250ms")
        .containsEntry("word", "a");
  }

  /** As in JMH: options override the method, which overrides its class. */
  @Test
  void optionsOverrideTheMethodWhichOverridesTheClass() {
    assertThat(phases(plan("Herd.plain", Map.of("size", "1", "mode", "PLAIN", "warm", "true"))))
        .containsExactly("BASELINE 20", "SPIKE 40", "RECOVERY 20");
    Map<String, String> one = Map.of("size", "1", "mode", "PLAIN", "warm", "true");
    assertThat(phases(plan("herd-other", one)))
        .containsExactly("BASELINE 40", "SPIKE 100", "RECOVERY 1200");
    assertThat(
            phases(
                plan(
                    "herd-other",
                    Map.of(
                        "size",
                        "1",
                        "mode",
                        "FANCY",
                        "warm",
                        "true",
                        "rate",
                        "50",
                        "warmup",
                        "1s",
                        "spike-rate",
                        "rate",
                        "burst",
                        "7"))))
        .containsExactly("WARMUP 50", "BASELINE 10", "SPIKE 17", "RECOVERY 300");
    assertThat(standards(provider("herd-other")))
        .containsEntry("timeout", "1s")
        .containsEntry("bucket", "50ms")
        .containsEntry("max-errors", "50")
        .containsEntry("recovery-limit", "3s");
  }

  @Test
  void attributesAndMethodsGiveCriteria() {
    Map<String, String> one =
        Map.of("size", "1", "mode", "PLAIN", "warm", "true", "max-errors", "1");
    assertThat(plan("herd-other", one).criteria())
        .extracting(Criterion::label)
        .containsExactly("error rate in SPIKE", "p95 in SPIKE", "recovery");
    assertThat(plan("herd-other", one).criteria().get(0).limit()).isEqualTo(0.01);
    assertThat(plan("ByMethods.async", Map.of()).criteria())
        .extracting(Criterion::label)
        .containsExactlyInAnyOrder("error rate", "p50 in SPIKE", "p99 in SPIKE");
  }

  @Test
  void runsEachCombinationWithItsOwnStateAndEverythingAroundIt() {
    Annotated.Herd.TOLD.clear();
    Report report =
        new SpikeRunner(OPTIONS.include("plain").param("mode", "FANCY").param("warm", "true"))
            .run(AnnotatedScenarios.of(Annotated.Herd.class));

    assertThat(report.scenarios())
        .extracting(result -> result.plan().name())
        .containsExactly("Herd.plain[size=10]", "Herd.plain[size=30]");
    assertThat(report.effects()).hasSize(1);
    // What is told of the edges of phases is no fault, and moves nothing.
    ScenarioPlan plan = report.scenarios().get(0).plan();
    assertThat(plan.faults()).isEmpty();
    assertThat(plan.phases().get(1).quietFromNanos()).isEqualTo(plan.phases().get(1).startNanos());
    assertThat(Objects.requireNonNull(report.scenarios().get(0).timeline()).faults()).isEmpty();
    assertThat(report.scenarios())
        .allSatisfy(result -> assertThat(result.verdict()).isNotEqualTo(Verdict.FAILED));
    String phases = "begin %1$s, end %1$s, ";
    String run =
        "open %d FANCY true PT0.25S a, "
            + String.format(phases, "BASELINE")
            + String.format(phases, "SPIKE")
            + String.format(phases, "RECOVERY")
            + "close";
    assertThat(String.join(", ", Annotated.Herd.TOLD))
        .isEqualTo(String.format(run, 10) + ", " + String.format(run, 30));
    assertThat(Annotated.Herd.AROUND).hasValue(0);
  }

  @Test
  void aStageEndsAnOperation() {
    Report report = new SpikeRunner(OPTIONS).run(AnnotatedScenarios.of(Annotated.ByMethods.class));

    assertThat(report.scenarios().get(0).plan().threads()).isEqualTo("asynchronous operations");
    assertThat(report.scenarios().get(0).judgement()).isNotNull();
  }

  private static ScenarioResult failing(String where) {
    Annotated.Failing.TOLD.clear();
    return new SpikeRunner(OPTIONS.param("where", where))
        .run(AnnotatedScenarios.of(Annotated.Failing.class))
        .scenarios()
        .get(0);
  }

  @Test
  void aSetUpThatFailsIsNamedAndEverythingIsTornDown() {
    ScenarioResult result = failing("set-up");

    assertThat(result.setUpFailed()).isTrue();
    assertThat(result.reasons())
        .containsExactly(
            "set-up failed: HookFailure: Failing.a(): java.lang.IllegalStateException: as asked");
    assertThat(Annotated.Failing.TOLD).containsExactly("c");
  }

  @Test
  void aTearDownThatFailsMakesTheRunInvalid() {
    ScenarioResult result = failing("tear-down");

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.reasons())
        .anyMatch(r -> r.contains("tear-down failed: ") && r.contains("c()"));
  }

  @Test
  void whatFailsAtThePhasesMakesTheRunInvalid() {
    ScenarioResult result = failing("phase");

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.reasons()).anyMatch(reason -> reason.contains("Failing.d()"));
  }

  @Test
  void whatFailsAroundAnOperationFailsIt() {
    ScenarioResult result = failing("operation");

    assertThat(Objects.requireNonNull(result.timeline()).errors().keySet())
        .anyMatch(error -> error.contains("HookFailure"));
  }

  @Test
  void classesAreFoundByTheirResourceAndByName() {
    assertThat(ScenarioSource.all()).extracting(ScenarioProvider::name).contains("ByMethods.async");
    assertThat(AnnotatedScenarios.named(Annotated.Herd.class.getName())).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnotatedScenarios.named("no.Such"))
        .withMessageContaining("class no.Such is not on the class path");
  }

  @Test
  void aWrongValueIsRefusedInOneLine() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("size", "ten"),
            Map.of("mode", "NONE"),
            Map.of("warm", "yes"),
            Map.of("pause", "5"),
            Map.of("rate", "many"),
            Map.of("recovery-limit", "soon"))) {
      String name = wrong.keySet().iterator().next();
      Map<String, String> given = new java.util.HashMap<>(Map.of("size", "1", "mode", "PLAIN"));
      given.put("warm", "true");
      given.putAll(wrong);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> plan("Herd.plain", given))
          .withMessageStartingWith("parameter " + name + "=" + wrong.get(name) + ": it must be");
    }
  }
}
