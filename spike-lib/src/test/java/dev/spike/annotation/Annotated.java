package dev.spike.annotation;

import dev.spike.LoadProfile;
import dev.spike.Units;
import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.measure.Role;
import dev.spike.run.Arrival;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Annotated classes of part of a second. */
public final class Annotated {
  private Annotated() {}

  /** A constant more. */
  public enum Mode {
    PLAIN,
    FANCY
  }

  /** Defaults of the class, one method that overrides them. */
  @SpikeScenario(description = "Of the class.", bucket = "50ms")
  @Load(
      rate = 100,
      burst = 20,
      warmup = "0s",
      baseline = "200ms",
      spike = "200ms",
      recovery = "200ms")
  @Expect(maxErrors = 50)
  public static class Herd {
    static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
    static final AtomicInteger AROUND = new AtomicInteger();

    @Param({"10", "30"})
    int size;

    @Param Mode mode = Mode.PLAIN;
    @Param boolean warm;

    @Param("250ms")
    Duration pause = Duration.ZERO;

    @Param("a")
    private String word = "";

    @SetUp
    public void open() {
      TOLD.add("open " + size + " " + mode + " " + warm + " " + pause + " " + word);
    }

    @TearDown
    public void close() {
      TOLD.add("close");
    }

    @SetUp(Level.PHASE)
    public void begin(String phase) {
      TOLD.add("begin " + phase);
    }

    @TearDown(Level.PHASE)
    public void end(String phase) {
      TOLD.add("end " + phase);
    }

    @SetUp(Level.OPERATION)
    public void before(Arrival arrival) {
      AROUND.incrementAndGet();
    }

    @TearDown(Level.OPERATION)
    public void after() {
      AROUND.decrementAndGet();
    }

    @SpikeScenario
    public void plain() {}

    @SpikeScenario(name = "herd-other", description = "Of its own.", timeout = "1s")
    @Load(rate = 200, spikeRate = 400, recovery = "6s")
    @Expect(maxP95 = "2s", recoveryWithin = "3s")
    public int other(Arrival arrival) {
      return 1;
    }
  }

  /** Load and criteria by methods; asynchronous. */
  public static class ByMethods {
    @Load
    public LoadProfile load() {
      return LoadProfile.spike(Units.perSecond(100)).lasting(Units.millis(100));
    }

    @Expect
    public Criterion one() {
      return Criteria.errorRate().below(0.5);
    }

    @Expect
    public Criterion[] two() {
      return new Criterion[] {Criteria.p50().during(Role.SPIKE).below(Units.seconds(1))};
    }

    @Expect
    public List<Criterion> three() {
      return List.of(Criteria.p99().during(Role.SPIKE).below(Units.seconds(1)));
    }

    @SpikeScenario(bucket = "50ms")
    public CompletionStage<String> async() {
      return CompletableFuture.completedFuture("");
    }
  }

  /** What it does is told by its parameter. */
  @Load(
      rate = 100,
      burst = 1,
      warmup = "0s",
      baseline = "100ms",
      spike = "100ms",
      recovery = "100ms")
  @Expect(maxErrors = 50)
  public static class Failing {
    static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();

    @Param("none")
    public String where = "";

    private void at(String place) {
      if (where.equals(place)) {
        throw new IllegalStateException("as asked");
      }
    }

    @SetUp
    public void a() {
      at("set-up");
    }

    @SetUp
    public void b() {
      TOLD.add("b");
    }

    @TearDown
    public void c() {
      TOLD.add("c");
      at("tear-down");
    }

    @SetUp(Level.PHASE)
    public void d() {
      at("phase");
    }

    @TearDown(Level.OPERATION)
    public void e() {
      at("operation");
    }

    @SpikeScenario(bucket = "50ms")
    public void run() {}
  }
}
