package dev.spike.samples.suite;

import dev.spike.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins lists of parameters. */
final class Parameters {
  private Parameters() {}

  /** One list of two; where a name comes twice the first one counts. */
  static List<Parameter> join(List<Parameter> first, List<Parameter> second) {
    Map<String, Parameter> all = new LinkedHashMap<>();
    first.forEach(parameter -> all.putIfAbsent(parameter.name(), parameter));
    second.forEach(parameter -> all.putIfAbsent(parameter.name(), parameter));
    return List.copyOf(all.values());
  }

  /** Its own and those of every scenario that reaches a service over the network. */
  static List<Parameter> remote(Parameter... own) {
    return join(inProcess(own), RemoteService.PARAMETERS);
  }

  /** Its own and those of every scenario. */
  static List<Parameter> inProcess(Parameter... own) {
    return join(join(List.of(own), Scale.PARAMETERS), Limits.PARAMETERS);
  }
}
