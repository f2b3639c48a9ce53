package dev.spike.annotation;

import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.Units;
import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.measure.Role;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What must hold, by attributes and by methods.
 *
 * @param parameters those attributes
 * @param givers the methods that give more
 */
record Expectations(List<Parameter> parameters, List<Method> givers) {
  private static final String ERRORS = "max-errors";
  private static final String P95 = "max-p95";
  private static final String RECOVERY = "recovery-limit";

  static Expectations of(Members members, Method scenario) {
    Attributes of = new Attributes(scenario, members.type());
    List<Parameter> parameters =
        List.of(
            of.number(
                Expect.class, Expect::maxErrors, ERRORS, Attributes.NONE, "percent in the spike"),
            of.text(Expect.class, Expect::maxP95, P95, Attributes.NONE, "in the spike"),
            of.text(
                Expect.class, Expect::recoveryWithin, RECOVERY, Attributes.NONE, "of recovery"));
    List<Method> givers = members.givers(Expect.class);
    givers.forEach(Expectations::check);
    boolean none = parameters.stream().allMatch(p -> p.standard().equals(Attributes.NONE));
    if (none && givers.isEmpty()) {
      throw new IllegalArgumentException(
          Call.nameOf(scenario)
              + " expects nothing: give it @Expect(maxErrors = 5, recoveryWithin = \"5s\")");
    }
    return new Expectations(parameters, givers);
  }

  private static void check(Method giver) {
    Members.checkParameters(giver, Optional.empty(), "a method that gives criteria");
    Class<?> type = giver.getReturnType();
    boolean fits =
        Criterion.class == type
            || Criterion[].class == type
            || Collection.class.isAssignableFrom(type);
    if (!fits) {
      throw new IllegalArgumentException(
          Call.nameOf(giver)
              + ": @Expect is for scenarios, or a method that returns Criterion, Criterion[] or"
              + " List<Criterion>");
    }
  }

  Scenario on(Scenario scenario, Object state, Params params) {
    Scenario with = scenario;
    for (Criterion criterion : criteria(state, params)) {
      with = with.expect(criterion);
    }
    return with;
  }

  private List<Criterion> criteria(Object state, Params params) {
    List<Criterion> all = new ArrayList<>();
    if (isGiven(params, ERRORS)) {
      double share = Units.percent(params.number(ERRORS));
      all.add(Criteria.errorRate().during(Role.SPIKE).below(share));
    }
    if (isGiven(params, P95)) {
      all.add(Criteria.p95().during(Role.SPIKE).below(params.duration(P95)));
    }
    if (isGiven(params, RECOVERY)) {
      all.add(Criteria.recovery().within(params.duration(RECOVERY)));
    }
    for (Method giver : givers) {
      Object given = Given.by(giver, state);
      Collection<?> several =
          given instanceof Collection<?> list
              ? list
              : given instanceof Criterion[] array ? List.of(array) : List.of(given);
      several.forEach(one -> all.add(Criterion.class.cast(one)));
    }
    return all;
  }

  private static boolean isGiven(Params params, String name) {
    return !params.text(name).equals(Attributes.NONE);
  }
}
