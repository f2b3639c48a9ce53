package dev.spike.annotation;

import dev.spike.Scenario;
import dev.spike.run.Arrival;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a class that set up and tear down, of one level.
 *
 * @param setUp in the order they are called
 * @param tearDown in the order they are called
 */
record Hooks(List<Method> setUp, List<Method> tearDown) {
  private static final Comparator<Method> BY_NAME = Comparator.comparing(Method::getName);

  static Hooks of(Members members, Level level) {
    return new Hooks(
        members.with(SetUp.class).stream()
            .filter(method -> method.getAnnotation(SetUp.class).value() == level)
            .peek(method -> check(method, level))
            .sorted(BY_NAME)
            .toList(),
        members.with(TearDown.class).stream()
            .filter(method -> method.getAnnotation(TearDown.class).value() == level)
            .peek(method -> check(method, level))
            .sorted(BY_NAME.reversed())
            .toList());
  }

  private static void check(Method method, Level level) {
    Optional<Class<?>> takes =
        switch (level) {
          case RUN -> Optional.empty();
          case PHASE -> Optional.of(String.class);
          case OPERATION -> Optional.of(Arrival.class);
        };
    Members.checkParameters(method, takes, level + " set-up and tear-down");
  }

  boolean isEmpty() {
    return setUp.isEmpty() && tearDown.isEmpty();
  }

  private static List<Call> calls(List<Method> methods, Object state) {
    return methods.stream().map(method -> new Call(method, state)).toList();
  }

  /** As steps of the run; a tear-down that is given last comes first. */
  Scenario aroundRun(Scenario scenario, Object state) {
    Scenario with = scenario;
    for (Call call : calls(setUp, state)) {
      with = with.setUp(() -> call.named(""));
    }
    List<Call> last = calls(tearDown, state);
    for (int i = last.size() - 1; i >= 0; i--) {
      Call call = last.get(i);
      with = with.tearDown(() -> call.named(""));
    }
    return with;
  }

  Scenario aroundPhases(Scenario scenario, Object state) {
    if (isEmpty()) {
      return scenario;
    }
    PhaseHooks hooks = new PhaseHooks(calls(setUp, state), calls(tearDown, state));
    return scenario.inEachPhase(hooks::of).facts(hooks::outcome).tearDown(hooks::close);
  }

  /** The same operation with these around it. */
  Work around(Work operation, Object state) {
    if (isEmpty()) {
      return operation;
    }
    List<Call> before = calls(setUp, state);
    List<Call> after = calls(tearDown, state);
    return arrival -> {
      Failures failures = new Failures();
      Object done = null;
      try {
        for (Call call : before) {
          call.named(arrival);
        }
        done = operation.of(arrival);
      } catch (Exception | Error e) {
        failures.add(e);
      }
      failures.ofAll(after, arrival);
      failures.check();
      return done;
    };
  }

  /** What is done at an arrival. */
  @FunctionalInterface
  interface Work {
    @Nullable Object of(Arrival arrival) throws Exception;
  }
}
