package dev.spike;

import dev.spike.report.RunListener;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How to run. Immutable: every method gives new options. Options override what scenarios say of
 * themselves.
 */
public final class SpikeOptions {
  private List<Pattern> includes = List.of();
  private Map<String, String> params = Map.of();
  private List<RunListener> listeners = List.of();
  private long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
  private boolean requireAll;
  private Duration spin = Defaults.SPIN;
  private boolean endWhenRecovered;
  private Duration endWhenHopeless = Duration.ZERO;

  private SpikeOptions() {}

  private SpikeOptions(SpikeOptions other) {
    includes = other.includes;
    params = other.params;
    listeners = other.listeners;
    seed = other.seed;
    requireAll = other.requireAll;
    spin = other.spin;
    endWhenRecovered = other.endWhenRecovered;
    endWhenHopeless = other.endWhenHopeless;
  }

  /** All scenarios, their own parameters, a random seed. */
  public static SpikeOptions defaults() {
    return new SpikeOptions();
  }

  /**
   * Runs only scenarios in whose name the regular expression is found; several widen the choice.
   */
  public SpikeOptions include(String regex) {
    SpikeOptions copy = new SpikeOptions(this);
    copy.includes = new ArrayList<>(includes);
    try {
      copy.includes.add(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern '" + regex + "': it is no regular expression (" + e.getDescription() + ")", e);
    }
    return copy;
  }

  /** Gives a parameter of providers another value. */
  public SpikeOptions param(String name, String value) {
    SpikeOptions copy = new SpikeOptions(this);
    copy.params = new LinkedHashMap<>(params);
    copy.params.put(name, value);
    return copy;
  }

  /** The seed of schedules, payloads and faults. */
  public SpikeOptions seed(long value) {
    SpikeOptions copy = new SpikeOptions(this);
    copy.seed = value;
    return copy;
  }

  /** A target that is not there makes its scenarios FAILED instead of SKIPPED. */
  public SpikeOptions requireAll(boolean required) {
    SpikeOptions copy = new SpikeOptions(this);
    copy.requireAll = required;
    return copy;
  }

  /**
   * How long the pacing thread may keep a core busy at most before each arrival, so as to be on
   * time; zero: it only parks, and is later.
   */
  public SpikeOptions spin(Duration budget) {
    if (budget.isNegative()) {
      throw new IllegalArgumentException(
          "spin budget of " + budget + ": it must not be negative; Duration.ZERO means none");
    }
    SpikeOptions copy = new SpikeOptions(this);
    copy.spin = budget;
    return copy;
  }

  /**
   * Ends the last RECOVERY phase of each scenario once its target is back and has been watched for
   * as long as the verdict takes; what would have come later is left out. The verdict is made, as
   * always, of all that was measured; a relapse after that is not seen.
   */
  public SpikeOptions endWhenRecovered(boolean early) {
    SpikeOptions copy = new SpikeOptions(this);
    copy.endWhenRecovered = early;
    return copy;
  }

  /**
   * Ends the last RECOVERY phase of each scenario once every limit on recovery has passed and no
   * operation has succeeded, but some failed, for so long; zero, the default: never.
   */
  public SpikeOptions endWhenHopeless(Duration silence) {
    if (silence.isNegative()) {
      throw new IllegalArgumentException(
          "hopeless after " + silence + ": it must not be negative; Duration.ZERO means never");
    }
    SpikeOptions copy = new SpikeOptions(this);
    copy.endWhenHopeless = silence;
    return copy;
  }

  /** Is told of the run as it happens: a console, a result file. */
  public SpikeOptions listener(RunListener listener) {
    SpikeOptions copy = new SpikeOptions(this);
    copy.listeners = new ArrayList<>(listeners);
    copy.listeners.add(listener);
    return copy;
  }

  boolean includes(String name) {
    return includes.isEmpty() || includes.stream().anyMatch(p -> p.matcher(name).find());
  }

  List<Pattern> includes() {
    return includes;
  }

  Map<String, String> params() {
    return params;
  }

  List<RunListener> listeners() {
    return listeners;
  }

  long seed() {
    return seed;
  }

  Duration spin() {
    return spin;
  }

  boolean endWhenRecovered() {
    return endWhenRecovered;
  }

  Duration endWhenHopeless() {
    return endWhenHopeless;
  }

  boolean requireAll() {
    return requireAll;
  }
}
