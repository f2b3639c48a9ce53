package dev.spike.annotation;

import dev.spike.Defaults;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.run.Arrival;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One annotated method as a provider; each scenario it makes has a state of its own. */
final class AnnotatedProvider implements ScenarioProvider {
  private final Class<?> type;
  private final Method operation;
  private final List<ParamField> fields;
  private final AnnotatedLoad load;
  private final Expectations expectations;
  private final Hooks run;
  private final Hooks phase;
  private final Hooks each;
  private final List<Parameter> parameters = new ArrayList<>();

  AnnotatedProvider(Members members, Method operation) {
    this.type = members.type();
    this.operation = operation;
    Members.checkParameters(operation, Optional.of(Arrival.class), "a scenario");
    fields = members.params().stream().map(ParamField::of).toList();
    load = AnnotatedLoad.of(members, operation);
    expectations = Expectations.of(members, operation);
    run = Hooks.of(members, Level.RUN);
    phase = Hooks.of(members, Level.PHASE);
    each = Hooks.of(members, Level.OPERATION);
    if (isAsync() && !each.isEmpty()) {
      throw new IllegalArgumentException(
          Call.nameOf(operation)
              + " returns a stage, around which nothing can be set up for each OPERATION: do it"
              + " in the method");
    }
    declare();
  }

  private void declare() {
    Attributes of = new Attributes(operation, type);
    fields.forEach(field -> parameters.add(field.parameter()));
    parameters.addAll(load.parameters());
    parameters.addAll(expectations.parameters());
    parameters.add(
        of.text(
            SpikeScenario.class,
            SpikeScenario::timeout,
            "timeout",
            Attributes.text(Defaults.TIMEOUT),
            "of an operation"));
    parameters.add(
        of.text(
            SpikeScenario.class,
            SpikeScenario::bucket,
            "bucket",
            Attributes.text(Defaults.BUCKET),
            "width of an interval"));
    Set<String> names = new HashSet<>();
    for (Parameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException(
            type.getSimpleName()
                + ": the parameter '"
                + parameter.name()
                + "' comes twice; give the @Param field another name");
      }
    }
  }

  private boolean isAsync() {
    return CompletionStage.class.isAssignableFrom(operation.getReturnType());
  }

  @Override
  public String name() {
    String given = operation.getAnnotation(SpikeScenario.class).name();
    return given.isEmpty() ? type.getSimpleName() + "." + operation.getName() : given;
  }

  @Override
  public String description() {
    SpikeScenario ofClass = type.getAnnotation(SpikeScenario.class);
    String given = operation.getAnnotation(SpikeScenario.class).description();
    return given.isEmpty() && ofClass != null ? ofClass.description() : given;
  }

  @Override
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public Scenario scenario(Params params) {
    Object state = state();
    fields.forEach(field -> field.set(state, params));
    Scenario plain =
        Scenario.named(name())
            .load(load.profile(state, params))
            .timeout(params.duration("timeout"))
            .bucket(params.duration("bucket"));
    Scenario expecting = expectations.on(plain, state, params);
    // The last one given is torn down first: the thread of the phases ends before the run's own.
    return phase.aroundPhases(run.aroundRun(performing(expecting, state), state), state);
  }

  private Scenario performing(Scenario scenario, Object state) {
    Call call = new Call(operation, state);
    if (isAsync()) {
      return scenario.async(
          arrival -> (CompletionStage<?>) Objects.requireNonNull(call.with(arrival)));
    }
    Hooks.Work work = each.around(call::with, state);
    return scenario.operation((Arrival arrival) -> work.of(arrival));
  }

  /** The same method of the same class, however often it is found. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnnotatedProvider provider
        && type == provider.type
        && operation.equals(provider.operation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, operation);
  }

  private Object state() {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "the constructor of " + type.getName() + " failed: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be made: make it and the classes around it public", e);
    }
  }
}
