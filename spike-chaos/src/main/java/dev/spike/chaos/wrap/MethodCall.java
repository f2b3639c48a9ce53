package dev.spike.chaos.wrap;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a wrapped interface.
 *
 * @param method its name
 * @param arguments in order; some may be null
 */
public record MethodCall(String method, List<@Nullable Object> arguments) {
  static MethodCall of(Method method, @Nullable Object @Nullable [] args) {
    return new MethodCall(
        method.getName(),
        args == null ? List.of() : Collections.unmodifiableList(Arrays.asList(args)));
  }

  /** Of a method with these arguments, as Java would write it. */
  @Override
  public String toString() {
    String listed = arguments.toString();
    return method + "(" + listed.substring(1, listed.length() - 1) + ")";
  }
}
