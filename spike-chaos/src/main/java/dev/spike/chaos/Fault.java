package dev.spike.chaos;

/**
 * What happens to a call that a fault hits. Faults are immutable descriptions, made by {@link
 * Faults}: nothing happens before one is placed {@link #on} a point and armed there.
 */
public sealed interface Fault permits Latency, Failure {

  /**
   * A short, stable word for reports, for example {@code latency}. It is also part of what decides
   * which calls are hit, so two kinds at one point hit independently.
   */
  String kind();

  /**
   * Acts on the calling thread. Called by the point that was hit; a user arms the fault instead.
   *
   * @param lease the armed fault on whose behalf this acts; waits must end when it is reverted
   * @throws Throwable what the call under test shall see
   */
  void act(Lease lease) throws Throwable;

  /**
   * This fault at a point, hitting every call.
   *
   * @param pointName as in {@link ChaosPoint#of}. The point need not exist yet; one that is never
   *     hit (mistyped, perhaps) shows as {@link Lease#considered()} being 0
   * @throws IllegalArgumentException when the name is not a point's name
   */
  default Injection on(String pointName) {
    return new Injection(this, pointName, 1);
  }
}
