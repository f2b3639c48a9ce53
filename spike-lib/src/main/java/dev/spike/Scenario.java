package dev.spike;

import dev.spike.chaos.Injection;
import dev.spike.judge.Criterion;
import dev.spike.measure.MemoryMeter;
import dev.spike.measure.Phase;
import dev.spike.measure.Probe;
import dev.spike.measure.Role;
import dev.spike.run.AsyncOperation;
import dev.spike.run.Disturbance;
import dev.spike.run.InlineOperation;
import dev.spike.run.Operation;
import dev.spike.run.RunPlan;
import dev.spike.run.ThreadKind;
import dev.spike.run.WhenFull;
import dev.spike.run.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An operation, the load on it, what disturbs it meanwhile, and what is expected. Immutable: every
 * method gives a new scenario.
 */
public final class Scenario {
  final String name;
  @Nullable Work work;
  Operation preparation = RunPlan.NO_PREPARATION;
  @Nullable LoadProfile load;
  Duration timeout = Defaults.TIMEOUT;
  Duration bucket = Defaults.BUCKET;
  int maxInFlight = Defaults.MAX_IN_FLIGHT;
  WhenFull whenFull = WhenFull.WAIT;
  ThreadKind threads = ThreadKind.AUTO;
  Predicate<Throwable> rejected = error -> false;
  @Nullable MemoryMeter memory;
  List<During> during = List.of();
  List<Function<Phase, Disturbance>> eachPhase = List.of();
  List<Probe> probes = List.of();
  List<FactSource> facts = List.of();
  List<HealthCheck> healthChecks = List.of();
  List<Criterion> criteria = List.of();
  List<Criterion> alerts = List.of();
  List<Step> setUp = List.of();
  List<Step> tearDown = List.of();

  /** A disturbance and when it is on. */
  record During(Stretch stretch, Disturbance disturbance) {}

  private Scenario(String name) {
    this.name = name;
  }

  private Scenario(Scenario other) {
    this(other, other.name);
  }

  private Scenario(Scenario other, String name) {
    this(name);
    work = other.work;
    preparation = other.preparation;
    load = other.load;
    timeout = other.timeout;
    bucket = other.bucket;
    maxInFlight = other.maxInFlight;
    whenFull = other.whenFull;
    threads = other.threads;
    rejected = other.rejected;
    memory = other.memory;
    during = other.during;
    eachPhase = other.eachPhase;
    probes = other.probes;
    facts = other.facts;
    healthChecks = other.healthChecks;
    criteria = other.criteria;
    alerts = other.alerts;
    setUp = other.setUp;
    tearDown = other.tearDown;
  }

  /** An empty scenario. Names are made of letters, digits, dots, underscores and dashes. */
  public static Scenario named(String name) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "scenario name '"
              + name
              + "': use letters, digits, '.', '_' and '-', such as login-herd");
    }
    return new Scenario(name);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /**
   * What is done at each arrival, called from many threads; it may block, and throwing means
   * failure.
   */
  public Scenario operation(Step each) {
    return operation(arrival -> each.run());
  }

  /** What is done at each arrival, given the arrival: its number, phase and own random numbers. */
  public Scenario operation(Operation each) {
    return work(new Work.Blocking(each, ThreadKind.AUTO));
  }

  /** What is started at each arrival without blocking, and over when its stage completes. */
  public Scenario async(AsyncOperation each) {
    return work(new Work.Async(each));
  }

  /**
   * What is performed at each arrival by the pacing thread itself: operations of nanoseconds, such
   * as reading a cache. No burst of these is parallel: its operations follow each other.
   */
  public Scenario inline(Step each) {
    return inline(index -> each.run());
  }

  /** As {@link #inline(Step)}, given the number of the arrival. */
  public Scenario inline(InlineOperation each) {
    return work(new Work.Inline(each));
  }

  private Scenario work(Work what) {
    Scenario copy = new Scenario(this);
    copy.work = what;
    return copy;
  }

  /**
   * Done once for each operation of a burst before the run, on the thread that will release it,
   * such as opening a connection; not measured. One that fails makes the run INVALID.
   */
  public Scenario prepare(Operation each) {
    Scenario copy = new Scenario(this);
    copy.preparation = each;
    return copy;
  }

  /** The load; one profile a scenario. */
  public Scenario load(LoadProfile profile) {
    if (load != null) {
      throw new IllegalStateException(
          "scenario " + name + " has a load already: join profiles with then(...) or over(...)");
    }
    Scenario copy = new Scenario(this);
    copy.load = profile;
    return copy;
  }

  /** How long an operation may take from its own start; 10 s by default. */
  public Scenario timeout(Duration limit) {
    Scenario copy = new Scenario(this);
    copy.timeout = limit;
    return copy;
  }

  /** Width of an interval, by which recovery is timed; 200 ms by default. */
  public Scenario bucket(Duration width) {
    Scenario copy = new Scenario(this);
    copy.bucket = width;
    return copy;
  }

  /** How many steady operations may run at once (1000 by default), and what happens beyond that. */
  public Scenario maxInFlight(int limit, WhenFull policy) {
    Scenario copy = new Scenario(this);
    copy.maxInFlight = limit;
    copy.whenFull = policy;
    return copy;
  }

  /** What operations run on; by default virtual threads where they do not pin. */
  public Scenario threads(ThreadKind kind) {
    Scenario copy = new Scenario(this);
    copy.threads = kind;
    return copy;
  }

  /** Which exceptions mean that the target refused in good order. */
  public Scenario rejectedWhen(Predicate<Throwable> refusal) {
    Scenario copy = new Scenario(this);
    copy.rejected = refusal;
    return copy;
  }

  /** Something that lasts as long as the phases of a role, such as a fault during the spike. */
  public Scenario during(Role role, Disturbance disturbance) {
    return during(Stretch.whole(role), disturbance);
  }

  /** Something that lasts for a stretch of the run. */
  public Scenario during(Stretch stretch, Disturbance disturbance) {
    Scenario copy = new Scenario(this);
    copy.during = plus(during, new During(stretch, disturbance.placed(during.size())));
    return copy;
  }

  /**
   * A fault during the phases of a role: {@code during(SPIKE,
   * latency(millis(200)).on("accounts.db"))}.
   */
  public Scenario during(Role role, Injection fault) {
    return during(Stretch.whole(role), fault);
  }

  /**
   * A fault for a stretch of the run: {@code during(at(seconds(3)).lasting(seconds(2)),
   * latency(millis(200)).on("accounts.db"))}.
   */
  public Scenario during(Stretch stretch, Injection fault) {
    return during(stretch, FaultDisturbance.of(fault));
  }

  /**
   * Something that begins with each phase and ends with it, on the run's clock, such as telling the
   * target which phase it is in. It is called on the pacing thread and has to return at once. It is
   * no fault: it neither has to act nor moves from when recovery counts.
   */
  public Scenario inEachPhase(Function<Phase, Disturbance> of) {
    Scenario copy = new Scenario(this);
    copy.eachPhase = plus(eachPhase, of);
    return copy;
  }

  /** Something to sample at the end of each interval. */
  public Scenario probe(Probe probe) {
    Scenario copy = new Scenario(this);
    copy.probes = plus(probes, probe);
    return copy;
  }

  /** Something to find out when the load is over. */
  public Scenario facts(FactSource source) {
    Scenario copy = new Scenario(this);
    copy.facts = plus(facts, source);
    return copy;
  }

  /**
   * Whose memory is read before the load, in its quiet phases, and after it; for {@code
   * memoryGrowth()} and {@code leak()}. If unset, that of this JVM.
   */
  public Scenario memory(MemoryMeter meter) {
    Scenario copy = new Scenario(this);
    copy.memory = meter;
    return copy;
  }

  /** Must be good before, or the scenario is SKIPPED, and after, or it is FAILED. */
  public Scenario health(HealthCheck check) {
    Scenario copy = new Scenario(this);
    copy.healthChecks = plus(healthChecks, check);
    return copy;
  }

  /** What must hold. */
  public Scenario expect(Criterion criterion) {
    Scenario copy = new Scenario(this);
    copy.criteria = plus(criteria, criterion);
    return copy;
  }

  /** What is told when it does not hold, without failing. */
  public Scenario alert(Criterion criterion) {
    Scenario copy = new Scenario(this);
    copy.alerts = plus(alerts, criterion);
    return copy;
  }

  /** Done before the health check. */
  public Scenario setUp(Step step) {
    Scenario copy = new Scenario(this);
    copy.setUp = plus(setUp, step);
    return copy;
  }

  /** Done at the end, whatever happened; the last one given comes first. */
  public Scenario tearDown(Step step) {
    Scenario copy = new Scenario(this);
    copy.tearDown = plus(tearDown, step);
    return copy;
  }

  /** The same with phases so many times as long. */
  Scenario scaled(double factor) {
    if (load == null || factor == 1) {
      return this;
    }
    Scenario copy = new Scenario(this);
    copy.load = load.scaled(factor);
    return copy;
  }

  /** The same under another name, of which nothing is expected. */
  Scenario asTrial(String trial) {
    Scenario copy = new Scenario(this, trial);
    copy.criteria = List.of();
    return copy;
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> all = new ArrayList<>(list);
    all.add(element);
    return List.copyOf(all);
  }
}
