package dev.spike.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation of a scenario: a public method that is called at each arrival, from many threads at
 * once, with the {@link dev.spike.run.Arrival} or without. Throwing means failure; one that returns
 * a {@link java.util.concurrent.CompletionStage} is over when its stage completes. Its class is the
 * state: one instance a run, shared by all threads.
 *
 * <p>On a class: what holds for each of its scenarios that does not say otherwise.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SpikeScenario {
  /**
   * Its name; of a method without one, that of the class, a dot and that of the method. Refused on
   * a class, which may have several scenarios.
   */
  String name() default "";

  /** One line on what it does. */
  String description() default "";

  /** How long an operation may take, such as {@code 10s}. */
  String timeout() default "";

  /** Width of an interval, such as {@code 200ms}. */
  String bucket() default "";
}
