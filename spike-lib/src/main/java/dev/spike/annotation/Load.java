package dev.spike.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The load. On a scenario's method, or on the class for all of them: warm-up, baseline, spike and
 * recovery of a steady rate, with a spike that is a burst, a higher rate, or both. On another
 * public method, which takes nothing and returns a {@link dev.spike.LoadProfile}: any other load.
 *
 * <p>Each attribute is a parameter too: {@code -p rate=600} overrides that of the method, which
 * overrides that of the class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Load {
  /** Arrivals each second; must be given somewhere. */
  double rate() default Double.NaN;

  /** Arrivals at the spike's first instant, on top of its rate; 0 or more, 0 unless given. */
  int burst() default Integer.MIN_VALUE;

  /** Arrivals each second in the spike; {@link #rate} without. */
  double spikeRate() default Double.NaN;

  /** Length of the warm-up, such as {@code 2s}. */
  String warmup() default "";

  /** Length of the baseline, such as {@code 6s}. */
  String baseline() default "";

  /** Length of the spike, such as {@code 2s}. */
  String spike() default "";

  /** For how long recovery is watched for, such as {@code 12s}. */
  String recovery() default "";
}
