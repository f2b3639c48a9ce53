package dev.spike.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A {@link SpikeTest} that takes minutes, such as one of several runs, of configurations that are
 * compared, or of a search for the frontier. It also has the tag {@code benchmark}, so that a build
 * can leave it to the night.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@SpikeTest
@Tag("benchmark")
public @interface SpikeBenchmark {}
