package dev.spike.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What must hold. On a scenario's method, or on the class for all of them: the usual limits. On
 * another public method, which takes nothing and returns a {@link dev.spike.judge.Criterion}, an
 * array or a list of them: any others besides.
 *
 * <p>Each attribute is a parameter too: {@code -p max-errors=1} overrides that of the method, which
 * overrides that of the class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Expect {
  /** The error rate in the spike stays below so many percent. */
  double maxErrors() default Double.NaN;

  /** The p95 in the spike stays below, such as {@code 5s}. */
  String maxP95() default "";

  /** The target has recovered within, such as {@code 5s}. */
  String recoveryWithin() default "";
}
