package dev.spike.annotation;

import dev.spike.Defaults;
import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Units;
import dev.spike.schedule.Rate;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * The load of a scenario, by attributes or by a method.
 *
 * @param giver the method that gives it; empty where attributes do
 * @param parameters those attributes
 */
record AnnotatedLoad(Optional<Method> giver, List<Parameter> parameters) {
  private static final String RATE = "rate";

  /** Stands for the steady rate. */
  private static final String SAME = "rate";

  static AnnotatedLoad of(Members members, Method scenario) {
    List<Method> givers = members.givers(Load.class);
    boolean given =
        scenario.isAnnotationPresent(Load.class) || members.type().isAnnotationPresent(Load.class);
    if (givers.size() > 1 || (given && !givers.isEmpty())) {
      throw new IllegalArgumentException(
          Call.nameOf(scenario)
              + " has two loads, one by "
              + Call.nameOf(givers.get(0))
              + ": give one @Load; join profiles with then(...) or over(...)");
    }
    if (givers.isEmpty()) {
      return new AnnotatedLoad(Optional.empty(), attributes(members, scenario));
    }
    Method giver = givers.get(0);
    Members.checkParameters(giver, Optional.empty(), "a method that gives the load");
    if (!LoadProfile.class.isAssignableFrom(giver.getReturnType())) {
      throw new IllegalArgumentException(
          Call.nameOf(giver) + ": @Load is for scenarios, or a method that returns a LoadProfile");
    }
    return new AnnotatedLoad(Optional.of(giver), List.of());
  }

  private static List<Parameter> attributes(Members members, Method scenario) {
    Attributes of = new Attributes(scenario, members.type());
    Parameter rate = of.number(Load.class, Load::rate, RATE, "", "arrivals each second");
    Parameter burst =
        of.number(Load.class, AnnotatedLoad::burst, "burst", "0", "arrivals at one instant");
    Parameter high =
        of.number(Load.class, Load::spikeRate, "spike-rate", SAME, "each second in the spike");
    if (rate.standard().isEmpty()) {
      throw new IllegalArgumentException(
          Call.nameOf(scenario)
              + " has no load: give it @Load(rate = 300, burst = 200), or a @Load method");
    }
    return List.of(
        rate,
        burst,
        high,
        of.text(Load.class, Load::warmup, "warmup", text(Defaults.WARMUP), "length"),
        of.text(Load.class, Load::baseline, "baseline", text(Defaults.BASELINE), "length"),
        of.text(Load.class, Load::spike, "spike", text(Defaults.SPIKE), "length"),
        of.text(Load.class, Load::recovery, "recovery", text(Defaults.RECOVERY), "length"));
  }

  private static double burst(Load load) {
    return load.burst() == Integer.MIN_VALUE ? Double.NaN : load.burst();
  }

  private static String text(java.time.Duration duration) {
    return Attributes.text(duration);
  }

  LoadProfile profile(Object state, Params params) {
    return giver.isPresent() ? given(giver.get(), state) : profile(params);
  }

  private static LoadProfile given(Method giver, Object state) {
    return (LoadProfile) Given.by(giver, state);
  }

  private static LoadProfile profile(Params params) {
    Rate rate = Units.perSecond(params.number(RATE));
    String high = params.text("spike-rate");
    Rate inSpike = high.equals(SAME) ? rate : Units.perSecond(params.number("spike-rate"));
    int burst = params.integer("burst");
    if (burst < 0) {
      throw new IllegalArgumentException(
          "parameter burst=" + burst + ": it must be 0 or more; leave it out for none");
    }
    if (burst == 0 && inSpike.equals(rate)) {
      throw new IllegalArgumentException(
          "burst=0, spike-rate=" + high + ": that is no spike; give a burst, or another rate");
    }
    LoadProfile.Draft spike =
        burst == 0 ? LoadProfile.spike(inSpike) : LoadProfile.burst(burst).over(inSpike);
    LoadProfile watched =
        LoadProfile.baseline(rate)
            .lasting(params.duration("baseline"))
            .then(spike.lasting(params.duration("spike")))
            .then(LoadProfile.recovery(rate).lasting(params.duration("recovery")));
    return params.duration("warmup").isZero()
        ? watched
        : LoadProfile.warmup(rate).lasting(params.duration("warmup")).then(watched);
  }
}
