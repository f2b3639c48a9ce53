package dev.spike.annotation;

import dev.spike.Parameter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The values of annotations' attributes as texts: what the method says, else what its class says,
 * else a default.
 *
 * @param method of a scenario
 * @param type its class, which may be one below that which declares the method
 */
record Attributes(Method method, Class<?> type) {
  /** Stands for no limit. */
  static final String NONE = "none";

  /** Beyond it not every whole number is a double. */
  private static final double LARGEST_AS_WHOLE = 1L << 53;

  <A extends Annotation> Parameter text(
      Class<A> annotation,
      Function<A, String> attribute,
      String name,
      String otherwise,
      String description) {
    String value =
        Stream.of(method.getAnnotation(annotation), type.getAnnotation(annotation))
            .filter(Objects::nonNull)
            .map(attribute)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(otherwise);
    return new Parameter(name, value, description);
  }

  <A extends Annotation> Parameter number(
      Class<A> annotation,
      Function<A, Double> attribute,
      String name,
      String otherwise,
      String description) {
    return text(annotation, of -> text(attribute.apply(of)), name, otherwise, description);
  }

  private static String text(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_AS_WHOLE;
    return Double.isNaN(value) ? "" : whole ? Long.toString((long) value) : Double.toString(value);
  }

  static String text(Duration duration) {
    boolean whole = duration.toMillis() % 1000 == 0;
    return whole ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
