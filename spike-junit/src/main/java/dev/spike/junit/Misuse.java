package dev.spike.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A {@link SpikeTest} that JUnit would pass over.
 *
 * @param type the class that was to run
 * @param method in it or above it
 * @param what is wrong, with the fix
 */
record Misuse(Class<?> type, Method method, String what) {
  /** Those of a class and of the nested ones that would run with it. */
  static List<Misuse> allOf(Class<?> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return List.of();
    }
    Stream<Misuse> own =
        ReflectionSupport.findMethods(
                type, method -> wrong(method).isPresent(), HierarchyTraversalMode.TOP_DOWN)
            .stream()
            .map(method -> of(type, method).orElseThrow());
    Stream<Misuse> nested =
        ReflectionSupport.findNestedClasses(
                type, member -> AnnotationSupport.isAnnotated(member, Nested.class))
            .stream()
            .flatMap(member -> allOf(member).stream());
    return Stream.concat(own, nested).toList();
  }

  static Optional<Misuse> of(Class<?> type, Method method) {
    return wrong(method).map(what -> new Misuse(type, method, what));
  }

  private static Optional<String> wrong(Method method) {
    if (!AnnotationSupport.isAnnotated(method, SpikeTest.class)) {
      return Optional.empty();
    }
    if (method.getReturnType() != void.class) {
      return Optional.of(
          "returns " + method.getReturnType().getSimpleName() + ": make it return nothing (void)");
    }
    if (Modifier.isPrivate(method.getModifiers())) {
      return Optional.of("is private: leave that word out");
    }
    return Modifier.isStatic(method.getModifiers())
        ? Optional.of("is static: leave that word out")
        : Optional.empty();
  }

  String message() {
    return "@SpikeTest "
        + type.getName()
        + "."
        + method.getName()
        + " would never run, as JUnit passes over it: it "
        + what;
  }
}
