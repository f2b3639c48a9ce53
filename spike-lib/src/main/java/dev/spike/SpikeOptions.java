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
  private Map<String, List<String>> params = Map.of();
  private List<RunListener> listeners = List.of();
  private long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
  private int repeats = 1;
  private boolean requireAll;
  private double scale = 1;
  private Duration spin = Defaults.SPIN;
  private boolean endWhenRecovered;
  private Duration endWhenHopeless = Duration.ZERO;

  private SpikeOptions() {}

  private SpikeOptions(SpikeOptions other) {
    includes = other.includes;
    params = other.params;
    listeners = other.listeners;
    seed = other.seed;
    repeats = other.repeats;
    requireAll = other.requireAll;
    scale = other.scale;
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

  /**
   * Gives a parameter of providers another value. With several values each scenario that has the
   * parameter runs in as many configurations, which are compared; several such parameters give
   * every combination.
   */
  public SpikeOptions param(String name, String... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "parameter '" + name + "' is given no value: give one, or several to compare them");
    }
    SpikeOptions copy = new SpikeOptions(this);
    copy.params = new LinkedHashMap<>(params);
    copy.params.put(name, List.of(values));
    return copy;
  }

  /**
   * Runs each scenario so many times, one after the other in this JVM, and takes the runs together;
   * the n-th run has the n-th seed from {@link #seed} on. The command line's {@code -f} does so in
   * fresh JVMs.
   */
  public SpikeOptions repeats(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          count + " repeats: there must be at least 1; it takes 5 for an interval");
    }
    SpikeOptions copy = new SpikeOptions(this);
    copy.repeats = count;
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
   * Every phase lasts so many times as long as its scenario says. Rates, bursts, limits and
   * intervals stay as they are, and so do recorded loads and phases without load. What becomes too
   * short to be judged is INVALID.
   */
  public SpikeOptions scale(double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "scale " + factor + ": it must be above 0, such as 10 for phases ten times as long");
    }
    SpikeOptions copy = new SpikeOptions(this);
    copy.scale = factor;
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
   * Ends the last RECOVERY phase of each scenario once all of its faults are over, its target is
   * back and has been watched for as long as the verdict takes; what would have come later is left
   * out. The verdict is made, as always, of all that was measured; a relapse after that is not
   * seen.
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

  Map<String, List<String>> params() {
    return params;
  }

  List<RunListener> listeners() {
    return listeners;
  }

  int repeats() {
    return repeats;
  }

  long seed() {
    return seed;
  }

  double scale() {
    return scale;
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
