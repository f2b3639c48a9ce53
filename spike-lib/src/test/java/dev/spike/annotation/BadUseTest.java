package dev.spike.annotation;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spike.LoadProfile;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.Units;
import dev.spike.run.Arrival;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Each gets one line with the fix, before anything runs. */
class BadUseTest {
  private static void refuses(Class<?> type, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnotatedScenarios.of(type))
        .withMessage(message);
  }

  @Load(rate = 100, burst = 1)
  @Expect(maxErrors = 5)
  public static class Fine {
    @SpikeScenario
    public void run() {}
  }

  public static class UnknownValue extends Fine {
    @Param({"PLAIN", "FANCIER"})
    public Annotated.Mode mode = Annotated.Mode.PLAIN;
  }

  public static class FinalField extends Fine {
    @Param("1")
    public final int size = 0;
  }

  public static class NoValue extends Fine {
    @Param public int size;
  }

  public static class OtherType extends Fine {
    @Param("x")
    public Object size = "";
  }

  public static class Comma extends Fine {
    @Param({"a,b", "c"})
    public String word = "";
  }

  public static class NameTaken extends Fine {
    @Param("1")
    public int rate;
  }

  @Test
  void parameters() {
    refuses(UnknownValue.class, "parameter mode=FANCIER: it must be one of [PLAIN, FANCY]");
    refuses(
        FinalField.class,
        "@Param FinalField.size: a @Param field is set for each run; make it neither final nor"
            + " static");
    refuses(
        NoValue.class,
        "@Param NoValue.size: it has no value; give some, such as @Param({\"10\", \"20\"})");
    refuses(
        OtherType.class,
        "parameter size=x: a field takes a primitive, a String, an enum or a Duration, not that as"
            + " class java.lang.Object");
    refuses(
        Comma.class,
        "parameter word: its value 'a,b' holds a comma, which stands between values; use another"
            + " sign");
    refuses(
        NameTaken.class,
        "NameTaken: the parameter 'rate' comes twice; give the @Param field another name");
  }

  public static class NoConstructor extends Fine {
    public NoConstructor(int size) {}
  }

  @SuppressWarnings("ClassCanBeStatic") // that it is not is what is refused
  public class Inner extends Fine {}

  public abstract static class Abstract extends Fine {}

  public static class NoScenario {}

  @SpikeScenario(name = "herd")
  public static class NamedClass extends Fine {}

  @Test
  void classes() {
    String name = "class dev.spike.annotation.BadUseTest$";
    refuses(
        NoConstructor.class,
        name
            + "NoConstructor: it needs a public constructor without arguments; what it needs is"
            + " made in @SetUp");
    refuses(
        Inner.class,
        name + "Inner: it needs a public constructor without arguments; make it static");
    refuses(
        NamedClass.class,
        name
            + "NamedClass: @SpikeScenario(name = \"herd\") names one scenario, not a class of them;"
            + " give the name to its method");
    refuses(
        Abstract.class,
        name
            + "Abstract: annotated scenarios are in a public class that is not abstract; make it"
            + " one");
    refuses(
        NoScenario.class, name + "NoScenario has no scenario: annotate a method @SpikeScenario");
  }

  @Load(rate = 100, burst = 1)
  @Expect(maxErrors = 5)
  public static class NotPublic {
    @SpikeScenario
    void run() {}
  }

  @Load(rate = 100, burst = 1)
  @Expect(maxErrors = 5)
  public static class Parameters {
    @SpikeScenario
    public void run(int index) {}
  }

  public static class HookParameters extends Fine {
    @SetUp
    public void open(Arrival arrival) {}
  }

  public static class StageWithHooks extends Fine {
    @SpikeScenario
    @Override
    public void run() {}

    @SpikeScenario
    public CompletableFuture<String> stage() {
      return CompletableFuture.completedFuture("");
    }

    @SetUp(Level.OPERATION)
    public void before() {}
  }

  @Test
  void methods() {
    refuses(
        NotPublic.class,
        "NotPublic.run(): annotated methods are public and not static; make it so");
    refuses(
        Parameters.class,
        "Parameters.run(): a scenario takes no parameter, or one Arrival; what else it needs are"
            + " fields");
    refuses(
        HookParameters.class,
        "HookParameters.open(): RUN set-up and tear-down takes no parameter; what else it needs are"
            + " fields");
    refuses(
        StageWithHooks.class,
        "StageWithHooks.stage() returns a stage, around which nothing can be set up for each"
            + " OPERATION: do it in the method");
  }

  @Expect(maxErrors = 5)
  public static class NoLoad {
    @SpikeScenario
    public void run() {}
  }

  @Load(rate = 100, burst = 1)
  public static class NoExpectation {
    @SpikeScenario
    public void run() {}
  }

  @Load(rate = 100, burst = 1)
  @Expect(maxErrors = 5)
  public static class TwoLoads {
    @SpikeScenario
    public void run() {}

    @Load
    public LoadProfile load() {
      return LoadProfile.spike(Units.perSecond(1)).lasting(Units.seconds(1));
    }
  }

  @Expect(maxErrors = 5)
  public static class NoProfile {
    @SpikeScenario
    public void run() {}

    @Load
    public int load() {
      return 1;
    }
  }

  @Load(rate = 100, burst = 1)
  public static class NoCriterion {
    @SpikeScenario
    public void run() {}

    @Expect
    public String criteria() {
      return "fast";
    }
  }

  @Test
  void loadsAndExpectations() {
    refuses(
        NoLoad.class,
        "NoLoad.run() has no load: give it @Load(rate = 300, burst = 200), or a @Load method");
    refuses(
        NoExpectation.class,
        "NoExpectation.run() expects nothing: give it @Expect(maxErrors = 5, recoveryWithin ="
            + " \"5s\")");
    refuses(
        TwoLoads.class,
        "TwoLoads.run() has two loads, one by TwoLoads.load(): give one @Load; join profiles with"
            + " then(...) or over(...)");
    refuses(
        NoProfile.class,
        "NoProfile.load(): @Load is for scenarios, or a method that returns a LoadProfile");
    refuses(
        NoCriterion.class,
        "NoCriterion.criteria(): @Expect is for scenarios, or a method that returns Criterion,"
            + " Criterion[] or List<Criterion>");
  }

  @Load(rate = 100, burst = -5)
  public static class NegativeBurst extends Fine {}

  @Load(rate = 100, burst = -1)
  public static class SmallestBurst extends Fine {}

  @Load(rate = 1e300, burst = 1)
  public static class HugeRate extends Fine {}

  @Load(rate = Double.POSITIVE_INFINITY, burst = 1)
  public static class InfiniteRate extends Fine {}

  private static void refusesToMake(Class<?> type, String message) {
    ScenarioProvider provider = AnnotatedScenarios.of(type).get(0);
    Params standard = Params.of(provider.parameters(), Map.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider.scenario(standard))
        .withMessage(message);
  }

  /** Told as it was given, not as what could be made of it. */
  @Test
  void numbersOutOfBounds() {
    refusesToMake(
        NegativeBurst.class, "parameter burst=-5: it must be 0 or more; leave it out for none");
    refusesToMake(
        SmallestBurst.class, "parameter burst=-1: it must be 0 or more; leave it out for none");
    refusesToMake(
        HugeRate.class,
        "rate 1.0E300/s: a rate is zero or more and at most 1e9/s; give one such as"
            + " perSecond(100)");
    refusesToMake(
        InfiniteRate.class, "parameter rate=Infinity: it must be a number such as 300 or 0.5");
  }

  /** The fluent form refuses a second load as well. */
  @Test
  void twoProfilesOnAFluentScenario() {
    LoadProfile load = LoadProfile.spike(Units.perSecond(1)).lasting(Units.seconds(1));
    Scenario once = Scenario.named("once").load(load);

    assertThatIllegalStateException()
        .isThrownBy(() -> once.load(load))
        .withMessage("scenario once has a load already: join profiles with then(...) or over(...)");
  }
}
