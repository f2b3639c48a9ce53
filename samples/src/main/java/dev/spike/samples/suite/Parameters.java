package dev.spike.samples.suite;

import dev.spike.Parameter;
import dev.spike.Params;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins lists of parameters, and reads values within their bounds. */
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

  /** A whole number that is not below a bound. */
  static int atLeast(int least, Params params, String name) {
    int value = params.integer(name);
    if (value < least) {
      throw outOfBounds(params, name, least + " or more");
    }
    return value;
  }

  /** A share in percent, a size: not below zero. */
  static double notNegative(Params params, String name) {
    double value = params.number(name);
    if (!(value >= 0)) {
      throw outOfBounds(params, name, "zero or more");
    }
    return value;
  }

  /** A duration that is not below a bound, and above zero. */
  static Duration atLeast(Duration least, Params params, String name) {
    Duration value = params.duration(name);
    if (value.compareTo(least) < 0 || value.isZero()) {
      String bound = least.isZero() ? "longer than zero" : least.toMillis() + "ms or longer";
      throw outOfBounds(params, name, bound);
    }
    return value;
  }

  /** A duration above zero. */
  static Duration aboveZero(Params params, String name) {
    return atLeast(Duration.ZERO, params, name);
  }

  static IllegalArgumentException outOfBounds(Params params, String name, String rule) {
    return new IllegalArgumentException(
        "parameter " + name + "=" + params.text(name) + ": it must be " + rule);
  }
}
