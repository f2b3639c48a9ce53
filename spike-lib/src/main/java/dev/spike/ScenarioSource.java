package dev.spike;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Knows of scenarios that are not written as providers, such as annotated ones. Found by {@link
 * ServiceLoader}; needs a public constructor without arguments.
 */
public interface ScenarioSource {
  /**
   * The scenarios that it finds on the class path.
   *
   * @throws IllegalArgumentException when one of them is not as it must be
   */
  List<ScenarioProvider> found();

  /**
   * All scenarios on the class path: those of providers and those that sources know of.
   *
   * @throws IllegalArgumentException when one of them is not as it must be
   * @throws java.util.ServiceConfigurationError when a provider cannot be made
   */
  static List<ScenarioProvider> all() {
    Stream<ScenarioProvider> providers =
        ServiceLoader.load(ScenarioProvider.class).stream().map(ServiceLoader.Provider::get);
    Stream<ScenarioProvider> others =
        ServiceLoader.load(ScenarioSource.class).stream()
            .flatMap(source -> source.get().found().stream());
    return Stream.concat(providers, others).toList();
  }
}
