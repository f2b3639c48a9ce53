package dev.spike.bench;

import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.wrap.ChaosInterface;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a hook costs production code while nothing is armed: a method that is not inlined, as it is
 * and with a hook in one form or another.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HookBench {
  private static final ChaosPoint POINT = ChaosPoint.of("bench.hook");
  private static final String NAME = "bench.hook";
  private static final Map<String, Runnable> ARMED = new ConcurrentHashMap<>();

  private int value = 1;
  private final IntSupplier target = this::without;
  private final IntSupplier wrapped =
      ChaosInterface.wrap(IntSupplier.class, target, "bench.interface");
  private final IntSupplier proxied =
      (IntSupplier)
          Proxy.newProxyInstance(
              HookBench.class.getClassLoader(),
              new Class<?>[] {IntSupplier.class},
              (proxy, method, args) -> method.invoke(target, args));
  private final IntSupplier watched = ChaosMonkey.watched(target);
  private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("bench");
  private final Supplier<Integer> decorated = breaker.decorateSupplier(this::without);

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int without() {
    return value;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int hooked() {
    POINT.hit();
    return value;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int lookedUp() {
    Runnable fault = ARMED.get(NAME);
    if (fault != null) {
      fault.run();
    }
    return value;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int lambda(int added) {
    Supplier<Integer> call = () -> value + added;
    return through(call);
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static int through(Supplier<Integer> call) {
    return POINT.isArmed() ? 0 : call.get();
  }

  /** The method itself. */
  @Benchmark
  public int plain() {
    return without();
  }

  /** With a disarmed hit. */
  @Benchmark
  public int disarmedHit() {
    return hooked();
  }

  /** With a look in a map by name. */
  @Benchmark
  public int mapLookUp() {
    return lookedUp();
  }

  /** Its body as a lambda that a decorator calls. */
  @Benchmark
  public int decoratorWithLambda() {
    return lambda(1);
  }

  /** Called through a proxy that does nothing else. */
  @Benchmark
  public int jdkProxy() {
    return proxied.getAsInt();
  }

  /** Called through our wrapper of an interface. */
  @Benchmark
  public int wrappedInterface() {
    return wrapped.getAsInt();
  }

  /** Called through Chaos Monkey's advice, with the monkey switched off. */
  @Benchmark
  public int chaosMonkey() {
    return watched.getAsInt();
  }

  /** Called through a circuit breaker that is closed. */
  @Benchmark
  public int resilience4jDecorator() {
    return decorated.get();
  }
}
