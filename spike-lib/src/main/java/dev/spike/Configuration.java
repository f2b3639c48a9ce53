package dev.spike;

import dev.spike.repeat.Repetition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One choice of the values given to a provider's parameters.
 *
 * @param values by name; parameters that none was given are left out
 * @param difference how it differs from the others, such as {@code breaker=on}; empty where it is
 *     the only one
 */
public record Configuration(Map<String, String> values, String difference) {
  /** Copies its values. */
  public Configuration {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Every combination of the values given (their outer product), the last parameter changing first.
   *
   * @param given values by name; names that none of the parameters has are left out; a parameter
   *     that none is given has its standard, or each of them
   * @throws IllegalArgumentException when one value is given twice
   */
  public static List<Configuration> of(
      List<Parameter> parameters, Map<String, List<String>> given) {
    List<Map<String, String>> products = List.of(Map.of());
    List<String> varied = new ArrayList<>();
    for (Parameter parameter : parameters) {
      List<String> values = given.getOrDefault(parameter.name(), parameter.standards());
      if (values.size() > 1) {
        varied.add(parameter.name());
        checkDistinct(parameter, values);
      }
      products = values.isEmpty() ? products : product(products, parameter.name(), values);
    }
    return products.stream().map(values -> configuration(values, varied)).toList();
  }

  private static void checkDistinct(Parameter parameter, List<String> values) {
    if (new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "parameter "
              + parameter.name()
              + "="
              + String.join(",", values)
              + ": one value comes twice; to run it more often use -f N, or repeats(N)");
    }
  }

  private static List<Map<String, String>> product(
      List<Map<String, String>> products, String name, List<String> values) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Map<String, String> product : products) {
      for (String value : values) {
        Map<String, String> more = new LinkedHashMap<>(product);
        more.put(name, value);
        all.add(more);
      }
    }
    return all;
  }

  /** As a run of this configuration. */
  public Repetition of(Repetition run) {
    return difference.isEmpty() ? run : run.with(difference);
  }

  private static Configuration configuration(Map<String, String> values, List<String> varied) {
    return new Configuration(
        values,
        varied.stream()
            .map(name -> name + "=" + values.get(name))
            .collect(Collectors.joining(",")));
  }
}
