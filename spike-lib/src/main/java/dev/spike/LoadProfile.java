package dev.spike;

import dev.spike.measure.Role;
import dev.spike.schedule.Burst;
import dev.spike.schedule.Constant;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sequence;
import dev.spike.schedule.Steps;
import dev.spike.schedule.Sum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The load of a scenario: phases that follow each other, each with a role and a shape.
 *
 * <pre>{@code
 * baseline(perSecond(100)).lasting(seconds(30))
 *     .then(burst(500).over(perSecond(100)).lasting(seconds(2)))
 *     .then(recovery(perSecond(100)).lasting(seconds(60)))
 * }</pre>
 *
 * A phase ends by the clock, never by completions. Immutable.
 */
public final class LoadProfile {
  private final List<Part> parts;

  /**
   * One phase of a profile.
   *
   * @param name as in reports
   * @param role what it is for
   * @param shape its load
   */
  record Part(String name, Role role, LoadShape shape) {}

  private LoadProfile(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Lets the target warm up; never judged. */
  public static Draft warmup(Rate rate) {
    return constant(Role.WARMUP, rate);
  }

  /** What is normal. */
  public static Draft baseline(Rate rate) {
    return constant(Role.BASELINE, rate);
  }

  /** A spike as a step to another rate. */
  public static Draft spike(Rate rate) {
    return constant(Role.SPIKE, rate);
  }

  /** A spike of several steps of equal length. */
  public static Draft spike(List<Rate> steps) {
    return new Draft("SPIKE", Role.SPIKE, lasting -> new Steps(steps, lasting));
  }

  /** A spike of some arrivals at one instant, the first of the phase. */
  public static Draft burst(int count) {
    return new Draft("SPIKE", Role.SPIKE, lasting -> new Burst(count, lasting));
  }

  /** What is watched for the way back. */
  public static Draft recovery(Rate rate) {
    return constant(Role.RECOVERY, rate);
  }

  private static Draft constant(Role role, Rate rate) {
    return new Draft(role.name(), role, lasting -> new Constant(rate, lasting));
  }

  /** This profile and then another. A name that is taken already gets a number. */
  public LoadProfile then(LoadProfile next) {
    List<Part> all = new ArrayList<>(parts);
    for (Part part : next.parts) {
      all.add(new Part(freeName(all, part.name), part.role, part.shape));
    }
    return new LoadProfile(all);
  }

  private static String freeName(List<Part> taken, String name) {
    String free = name;
    for (int n = 2; isTaken(taken, free); n++) {
      free = name + "-" + n;
    }
    return free;
  }

  private static boolean isTaken(List<Part> parts, String name) {
    return parts.stream().anyMatch(part -> part.name.equals(name));
  }

  List<Part> parts() {
    return parts;
  }

  LoadShape shape() {
    return new Sequence(parts.stream().map(Part::shape).toList());
  }

  /** A phase that still lacks its length; immutable. */
  public static final class Draft {
    private final String name;
    private final Role role;
    private final Function<Duration, LoadShape> shape;

    private Draft(String name, Role role, Function<Duration, LoadShape> shape) {
      this.name = name;
      this.role = role;
      this.shape = shape;
    }

    /** On top of a steady rate. */
    public Draft over(Rate rate) {
      return new Draft(
          name, role, lasting -> new Sum(shape.apply(lasting), new Constant(rate, lasting)));
    }

    /** Under another name than that of its role. */
    public Draft named(String other) {
      return new Draft(other, role, shape);
    }

    /** For this long; above zero. */
    public LoadProfile lasting(Duration duration) {
      LoadShape made = shape.apply(duration);
      return new LoadProfile(List.of(new Part(name, role, made)));
    }
  }
}
