package dev.spike.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that puts load on something and judges what comes of it.
 *
 * <pre>{@code
 * @SpikeTest
 * void herd(Spike spike) {
 *   spike.verify(Scenario.named("herd").operation(...).load(...).expect(...));
 * }
 * }</pre>
 *
 * <p>The method must be neither private nor static and return nothing: JUnit passes over others, so
 * they are made failing tests. It may take a {@link Spike}, a {@link Chaos} whose faults act on
 * every thread, and the {@link dev.spike.SpikeOptions} that it runs with.
 *
 * <p>No other test of this JVM runs beside it, annotated or not, and none of its class: a class of
 * its own leaves the others parallel. It has the tag {@code spike}. {@code -Dspike.enabled=false}
 * skips it, {@code -Dspike.scale}, {@code -Dspike.seed} and {@code -Dspike.results} change how it
 * runs.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("spike")
@OnAllThreads
@ExtendWith({SpikeExtension.class, ChaosExtension.class})
public @interface SpikeTest {}
