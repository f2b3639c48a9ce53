package dev.spike.junit;

import dev.spike.SpikeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What a build says to all spike tests, as system properties or JUnit's configuration parameters.
 *
 * @param enabled whether they run
 * @param scale so many times as long as written every phase lasts
 * @param seed of schedules, payloads and faults; drawn unless given
 * @param results the folder of result files
 */
record Settings(boolean enabled, double scale, long seed, Path results) {
  static final String ENABLED = "spike.enabled";
  static final String SCALE = "spike.scale";
  static final String SEED = "spike.seed";
  static final String RESULTS = "spike.results";

  private static final List<String> KNOWN = List.of(ENABLED, SCALE, SEED, RESULTS);
  private static final Pattern OURS = Pattern.compile("spike\\.[^.]+");

  /**
   * Reads them.
   *
   * @param lookup the text of a name, if there is one
   * @param names of system properties, to find those that are misspelt
   * @throws IllegalArgumentException one line about the first that is wrong
   */
  static Settings of(Function<String, Optional<String>> lookup, Iterable<String> names) {
    for (String name : names) {
      if (OURS.matcher(name).matches() && !KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "property '" + name + "' is unknown to spike: choose from " + KNOWN);
      }
    }
    return new Settings(
        parsed(lookup, ENABLED, true, "true or false", Settings::flag),
        parsed(lookup, SCALE, 1.0, "a number above 0 such as 0.5 or 10", Settings::factor),
        parsed(lookup, SEED, drawn(), "a whole number such as 42", Long::valueOf),
        lookup.apply(RESULTS).map(Path::of).orElseGet(Settings::buildFolder));
  }

  /**
   * Those of a test, the same for all its parameters and callbacks.
   *
   * @throws IllegalArgumentException one line about the first that is wrong
   */
  static Settings of(ExtensionContext context) {
    return context
        .getStore(Namespace.create(Settings.class))
        .getOrComputeIfAbsent(
            Settings.class,
            key ->
                of(
                    context::getConfigurationParameter,
                    System.getProperties().stringPropertyNames()),
            Settings.class);
  }

  private static <T> T parsed(
      Function<String, Optional<String>> lookup,
      String name,
      T standard,
      String wanted,
      Function<String, T> parser) {
    Optional<String> text = lookup.apply(name);
    if (text.isEmpty()) {
      return standard;
    }
    try {
      return parser.apply(text.get().strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + "=" + text.get() + ": it must be " + wanted, e);
    }
  }

  private static Long drawn() {
    return (long) new SecureRandom().nextInt(Integer.MAX_VALUE);
  }

  private static Boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return Boolean.valueOf(text);
  }

  private static Double factor(String text) {
    double factor = Double.parseDouble(text);
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(text);
    }
    return factor;
  }

  /** Where a build keeps what it makes: Gradle's tests run in the folder of its build file. */
  private static Path buildFolder() {
    boolean gradle =
        Files.exists(Path.of("build.gradle")) || Files.exists(Path.of("build.gradle.kts"));
    return Path.of(gradle ? "build" : "target", "spike");
  }

  SpikeOptions options() {
    return SpikeOptions.defaults().seed(seed).scale(scale);
  }
}
