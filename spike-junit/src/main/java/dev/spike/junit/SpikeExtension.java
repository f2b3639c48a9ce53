package dev.spike.junit;

import dev.spike.SpikeOptions;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link SpikeTest} stands for: whether it runs, and what its method may ask for. */
final class SpikeExtension implements ExecutionCondition, ParameterResolver {
  private static final Set<Class<?>> GIVEN = Set.of(Spike.class, SpikeOptions.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Settings.of(context).enabled()
        ? ConditionEvaluationResult.enabled(Settings.ENABLED + " is not false")
        : ConditionEvaluationResult.disabled(Settings.ENABLED + "=false");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return GIVEN.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Settings settings = Settings.of(context);
    SpikeOptions options = settings.options();
    return parameter.getParameter().getType() == SpikeOptions.class
        ? options
        : new Spike(options, new ResultPaths(settings.results(), TestName.of(context)));
  }
}
