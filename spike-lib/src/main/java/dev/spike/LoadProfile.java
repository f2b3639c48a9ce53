package dev.spike;

import dev.spike.measure.Role;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Burst;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Idle;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Ramp;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Replay;
import dev.spike.schedule.Sequence;
import dev.spike.schedule.Sine;
import dev.spike.schedule.Steps;
import dev.spike.schedule.Sum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The load of a scenario: phases that follow each other, each with a role and a shape.
 *
 * <pre>{@code
 * baseline(perSecond(100)).lasting(seconds(30))
 *     .then(burst(500).over(perSecond(100)).lasting(seconds(2)))
 *     .then(recovery(perSecond(100)).lasting(seconds(60)))
 * }</pre>
 *
 * A phase ends by the clock, never by completions. Arrivals are evenly spaced unless {@link
 * #poisson()} says otherwise. Immutable.
 */
public final class LoadProfile {
  private final List<Part> parts;
  private final boolean poisson;

  /**
   * One phase of a profile.
   *
   * @param name as in reports
   * @param role what it is for
   * @param shape its open load
   * @param users its closed load, if any
   * @param ofLength makes its shape with another length; null where its length is its own
   */
  record Part(
      String name,
      Role role,
      LoadShape shape,
      @Nullable Users users,
      @Nullable Function<Duration, LoadShape> ofLength) {
    Part named(String other) {
      return new Part(other, role, shape, users, ofLength);
    }

    Part scaled(double factor) {
      if (ofLength == null) {
        return this;
      }
      Duration length = Duration.ofNanos(Math.round(shape.durationNanos() * factor));
      return new Part(name, role, ofLength.apply(length), users, ofLength);
    }
  }

  private LoadProfile(List<Part> parts, boolean poisson) {
    this.parts = List.copyOf(parts);
    this.poisson = poisson;
  }

  /** Lets the target warm up; never judged. */
  public static Draft warmup(Rate rate) {
    return constant(Role.WARMUP, rate);
  }

  /** As {@link #warmup(Rate)}, by users of a closed model. */
  public static Draft warmup(Users users) {
    return new Draft(Role.WARMUP.name(), Role.WARMUP, Idle::new, users);
  }

  /** What is normal. */
  public static Draft baseline(Rate rate) {
    return constant(Role.BASELINE, rate);
  }

  /** As {@link #baseline(Rate)}, by users of a closed model. */
  public static Draft baseline(Users users) {
    return new Draft(Role.BASELINE.name(), Role.BASELINE, Idle::new, users);
  }

  /** A spike as a step to another rate. */
  public static Draft spike(Rate rate) {
    return constant(Role.SPIKE, rate);
  }

  /** A spike as a step to another number of users of a closed model. */
  public static Draft spike(Users users) {
    return new Draft(Role.SPIKE.name(), Role.SPIKE, Idle::new, users);
  }

  /** A spike of several steps of equal length. */
  public static Draft spike(List<Rate> steps) {
    return new Draft("SPIKE", Role.SPIKE, lasting -> new Steps(steps, lasting), null);
  }

  /** A spike of some arrivals at one instant, the first of the phase. */
  public static Draft burst(int count) {
    return new Draft("SPIKE", Role.SPIKE, lasting -> new Burst(count, lasting), null);
  }

  /**
   * A spike whose rate rises or falls evenly from one to the other; either may be zero. {@link
   * Draft#as} makes it any other phase, such as a warm-up from zero.
   */
  public static Draft ramp(Rate from, Rate to) {
    return new Draft("SPIKE", Role.SPIKE, lasting -> new Ramp(from, to, lasting), null);
  }

  /**
   * A spike whose rate swings around a mean, from which it first rises.
   *
   * @param amplitude how far above and below the mean; at most the mean
   * @param period from crest to crest
   */
  public static Draft sine(Rate mean, Rate amplitude, Duration period) {
    return new Draft(
        "SPIKE", Role.SPIKE, lasting -> new Sine(mean, amplitude, period, lasting), null);
  }

  /** A spike that was recorded; it lasts as long as its record. */
  public static LoadProfile replay(Replay recorded) {
    return phase(Role.SPIKE, recorded);
  }

  /** A phase of any shape, such as a {@link Replay}, for as long as the shape lasts. */
  public static LoadProfile phase(Role role, LoadShape shape) {
    return new LoadProfile(List.of(new Part(role.name(), role, shape, null, null)), false);
  }

  /** What is watched for the way back. */
  public static Draft recovery(Rate rate) {
    return constant(Role.RECOVERY, rate);
  }

  /** As {@link #recovery(Rate)}, by users of a closed model. */
  public static Draft recovery(Users users) {
    return new Draft(Role.RECOVERY.name(), Role.RECOVERY, Idle::new, users);
  }

  /** No load, in which the target's memory is read where a criterion asks for it; never judged. */
  public static LoadProfile quiet(Duration duration) {
    return phase(Role.QUIET, new Idle(duration));
  }

  private static Draft constant(Role role, Rate rate) {
    return new Draft(role.name(), role, lasting -> new Constant(rate, lasting), null);
  }

  /**
   * The same rates with arrivals at random, as independent users make them: a Poisson process drawn
   * from the run's seed, bursts excepted. It holds for the whole profile, for what was there before
   * and what follows by {@link #then}.
   */
  public LoadProfile poisson() {
    return new LoadProfile(parts, true);
  }

  /**
   * This profile and then another. A name that is taken already gets a number. If either is {@link
   * #poisson()}, all of it is.
   */
  public LoadProfile then(LoadProfile next) {
    List<Part> all = new ArrayList<>(parts);
    for (Part part : next.parts) {
      all.add(part.named(freeName(all, part.name)));
    }
    return new LoadProfile(all, poisson || next.poisson);
  }

  /**
   * This profile so many times, each time followed by two seconds without load, in which the live
   * set of the target is read: {@code burst(500).lasting(...).then(recovery(...)).repeated(10)}.
   *
   * @param times at least 1; a leak takes 8 to tell
   */
  public LoadProfile repeated(int times) {
    return repeated(times, Defaults.QUIET);
  }

  /** As {@link #repeated(int)}, with another length of the time without load. */
  public LoadProfile repeated(int times, Duration quiet) {
    if (times < 1) {
      throw new IllegalArgumentException(
          "repeated " + times + " times: it must be at least 1, such as 10");
    }
    LoadProfile cycle = then(quiet(quiet));
    LoadProfile all = cycle;
    for (int i = 1; i < times; i++) {
      all = all.then(cycle);
    }
    return all;
  }

  /**
   * The same rates, and the same bursts, in phases so many times as long. Recorded loads and phases
   * without load keep their length.
   */
  LoadProfile scaled(double factor) {
    return new LoadProfile(parts.stream().map(part -> part.scaled(factor)).toList(), poisson);
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

  ArrivalSchedule schedule(long seed) {
    LoadShape shape = new Sequence(parts.stream().map(Part::shape).toList());
    return poisson ? ArrivalSchedule.poisson(shape, seed) : new ArrivalSchedule(shape);
  }

  /** A phase that still lacks its length; immutable. */
  public static final class Draft {
    private final String name;
    private final Role role;
    private final Function<Duration, LoadShape> shape;
    private final @Nullable Users users;

    private Draft(
        String name, Role role, Function<Duration, LoadShape> shape, @Nullable Users users) {
      this.name = name;
      this.role = role;
      this.shape = shape;
      this.users = users;
    }

    /** On top of a steady rate. */
    public Draft over(Rate rate) {
      return new Draft(
          name, role, lasting -> new Sum(shape.apply(lasting), new Constant(rate, lasting)), users);
    }

    /** On top of users of a closed model. */
    public Draft over(Users closed) {
      if (users != null) {
        throw new IllegalStateException(
            name + " has " + users.count() + " users already: give their number once");
      }
      return new Draft(name, role, shape, closed);
    }

    /** As a phase of another role, whose name it takes unless it was given one. */
    public Draft as(Role other) {
      return new Draft(name.equals(role.name()) ? other.name() : name, other, shape, users);
    }

    /** Under another name than that of its role. */
    public Draft named(String other) {
      return new Draft(other, role, shape, users);
    }

    /** For this long; above zero. */
    public LoadProfile lasting(Duration duration) {
      return new LoadProfile(
          List.of(new Part(name, role, shape.apply(duration), users, shape)), false);
    }
  }
}
