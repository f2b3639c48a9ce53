package dev.spike.chaos;

import java.util.List;

/**
 * What goes wrong. Faults are immutable descriptions: nothing happens before one is placed {@link
 * #on} something and armed there.
 *
 * <pre>
 * CallFault      acts on the calls that hit a point: delays, fails, answers them
 * StandingFault  acts from its arming to its revert, on whatever it was made for: a heap, a pool
 * </pre>
 */
public sealed interface Fault permits CallFault, StandingFault {

  /**
   * A short, stable word for reports, for example {@code latency}. It is also part of what decides
   * which calls are hit, so two kinds at one point hit independently.
   */
  String kind();

  /** The kinds that a journal can name: its own, or those that it is a choice among. */
  default List<String> kinds() {
    return List.of(kind());
  }

  /**
   * Called once by each arming, before any call can be hit.
   *
   * @return what ends the fault when closed: closed once, by the thread that reverts. It frees what
   *     was taken, must not block, and throws if anything is left behind
   * @throws Exception when the fault cannot begin; the arming fails with it
   */
  AutoCloseable begin(Lease lease) throws Exception;

  /**
   * A fault of its kind that disturbs nothing when it is armed where no call comes, to be armed and
   * reverted ahead so that this one does not begin late because its code is loaded only then.
   */
  default Fault rehearsal() {
    return this;
  }

  /**
   * This fault at a point, hitting every call.
   *
   * @param where the name of a point as in {@link ChaosPoint#of}, or a pattern of names: {@code *}
   *     stands for any characters, so {@code orders.*} is every point whose name begins with {@code
   *     orders.} and {@code *} every point. The point need not exist yet. Of a standing fault,
   *     which needs no point: how reports call what it disturbs
   * @throws IllegalArgumentException when that is neither a name nor a pattern
   */
  default Injection on(String where) {
    return Injection.of(this, where);
  }
}
