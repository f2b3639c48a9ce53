package dev.spike.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that is set before anything else is called: a primitive, a String, an enum or a {@link
 * java.time.Duration} (such as {@code 200ms}). With several values the scenario runs in each
 * combination of them, and they are compared; {@code -p name=value} gives others.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Param {
  /** The values; none means all constants of an enum, and false and true of a boolean. */
  String[] value() default {};
}
