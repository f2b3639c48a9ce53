package dev.spike.annotation;

import dev.spike.ScenarioProvider;
import dev.spike.ScenarioSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scenarios of annotated classes: {@code new SpikeRunner(options).run(
 * AnnotatedScenarios.of(Herd.class))}. Classes are named, not searched for: here, on the command
 * line, or, a line each, in resources {@code META-INF/spike/scenarios}, where a {@code #} begins a
 * comment.
 */
public final class AnnotatedScenarios implements ScenarioSource {
  /** The resources that name annotated classes. */
  public static final String RESOURCE = "META-INF/spike/scenarios";

  /** For {@link java.util.ServiceLoader}. */
  public AnnotatedScenarios() {}

  /**
   * The scenarios of some classes, those of each by name.
   *
   * @throws IllegalArgumentException one line about what is not as it must be
   */
  public static List<ScenarioProvider> of(Class<?>... types) {
    List<ScenarioProvider> all = new ArrayList<>();
    for (Class<?> type : types) {
      Members members = Members.of(type);
      List<Method> scenarios = members.with(SpikeScenario.class);
      if (scenarios.isEmpty()) {
        throw new IllegalArgumentException(
            "class " + type.getName() + " has no scenario: annotate a method @SpikeScenario");
      }
      scenarios.stream()
          .map(method -> new AnnotatedProvider(members, method))
          .sorted(Comparator.comparing(ScenarioProvider::name))
          .forEach(all::add);
    }
    return all;
  }

  /**
   * The scenarios of a class by its name.
   *
   * @throws IllegalArgumentException one line about what is not as it must be
   */
  public static List<ScenarioProvider> named(String type) {
    try {
      return of(Class.forName(type, true, loader()));
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "class "
              + type
              + " is not on the class path ("
              + e
              + "): give its full name, such as"
              + " com.example.Herd, with $ before a nested one",
          e);
    }
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? AnnotatedScenarios.class.getClassLoader() : context;
  }

  @Override
  public List<ScenarioProvider> found() {
    Set<String> names = new LinkedHashSet<>();
    try {
      for (URL resource : java.util.Collections.list(loader().getResources(RESOURCE))) {
        names.addAll(lines(resource));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " could not be read: " + e, e);
    }
    return names.stream().flatMap(name -> named(name).stream()).toList();
  }

  private static List<String> lines(URL resource) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(resource.openStream(), StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
