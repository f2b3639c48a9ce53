package dev.spike.cli;

import dev.spike.Configuration;
import dev.spike.Parameter;
import dev.spike.ScenarioProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * The scenarios that were chosen, and the values of their parameters.
 *
 * @param providers at least one
 * @param params the values of each by its name, at least one; it is declared by one of them at
 *     least
 */
record Selection(List<ScenarioProvider> providers, Map<String, List<String>> params) {
  private static final String SCALE = "scale";

  /**
   * What the arguments choose.
   *
   * @throws IllegalArgumentException when a pattern is none or matches nothing, or a parameter is
   *     unknown
   */
  static Selection of(Arguments arguments, List<ScenarioProvider> all) {
    List<ScenarioProvider> chosen = chosen(arguments.includes, all);
    Map<String, List<String>> params = new LinkedHashMap<>(arguments.params());
    if (arguments.full) {
      params.putIfAbsent(SCALE, List.of("full"));
    }
    TreeSet<String> known = new TreeSet<>();
    chosen.forEach(provider -> provider.parameters().forEach(p -> known.add(p.name())));
    for (String name : params.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "parameter '" + name + "' is unknown to the scenarios chosen: there are " + known);
      }
    }
    // A fork is given one value of each parameter, as it is.
    if (!arguments.isFork) {
      params.replaceAll((name, texts) -> values(name, texts, chosen));
    }
    return new Selection(chosen, params);
  }

  /** A text is several values unless one of the scenarios takes it for a list. */
  private static List<String> values(
      String name, List<String> texts, List<ScenarioProvider> chosen) {
    List<Parameter> declared =
        chosen.stream()
            .flatMap(provider -> provider.parameters().stream())
            .filter(parameter -> parameter.name().equals(name))
            .toList();
    Parameter strictest =
        declared.stream().filter(Parameter::hasCommas).findFirst().orElse(declared.get(0));
    return texts.stream().flatMap(text -> strictest.values(text).stream()).toList();
  }

  private static List<ScenarioProvider> chosen(List<String> includes, List<ScenarioProvider> all) {
    List<Pattern> patterns = includes.stream().map(Selection::pattern).toList();
    for (Pattern pattern : patterns) {
      if (all.stream().noneMatch(provider -> pattern.matcher(provider.name()).find())) {
        throw new IllegalArgumentException(
            "pattern '" + pattern + "' matches no scenario: there are " + names(all));
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "no scenario is on the class path: name a ScenarioProvider in META-INF/services/"
              + ScenarioProvider.class.getName());
    }
    return all.stream()
        .filter(
            p -> patterns.isEmpty() || patterns.stream().anyMatch(r -> r.matcher(p.name()).find()))
        .toList();
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern '" + regex + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  private static String names(List<ScenarioProvider> all) {
    return all.stream().map(ScenarioProvider::name).collect(Collectors.joining(", ", "[", "]"));
  }

  /** What a provider is to be run with. */
  List<Configuration> configurations(ScenarioProvider provider) {
    return Configuration.of(provider.parameters(), params);
  }

  /** A line each scenario, and where asked for a line each parameter. */
  String listing(boolean parameters) {
    int width = providers.stream().mapToInt(p -> p.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (ScenarioProvider provider : providers) {
      text.append(padded(provider.name(), width)).append(provider.description()).append('\n');
      if (parameters) {
        text.append(listing(provider.parameters()));
      }
    }
    return text.toString();
  }

  private static String listing(List<Parameter> parameters) {
    int names = parameters.stream().mapToInt(p -> p.name().length()).max().orElse(0);
    int values = parameters.stream().mapToInt(p -> p.standard().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Parameter parameter : parameters) {
      text.append("    ").append(padded(parameter.name(), names));
      text.append(padded(parameter.standard(), values));
      text.append(parameter.description()).append('\n');
    }
    return text.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length() + 2);
  }
}
