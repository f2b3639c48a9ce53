package dev.spike.target;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Recomputes a breaker's window from the answers that were told it. The breaker took each answer in
 * at some instant of its call, so for calls that overlap the order is unknown, and what the window
 * held is known only within bounds. An answer
 *
 * <ul>
 *   <li>is surely in the window at r when it ended before r began and even with every call counted
 *       after it that may have been, fewer than the window's size followed;
 *   <li>is possibly in it unless it surely left, or the breaker surely was in another state.
 * </ul>
 *
 * <p>With F failed and S other answers, sure (s) or possible (p), and a window that holds between
 * Tmin and Tmax answers, the failure rate lies between 100 Fs / Tmax and 100 F / max(F + Ss, Tmin)
 * with F = min(Fp, Tmax - Ss). Without overlap both bounds are the rate itself. Not thread-safe.
 */
final class ShadowWindow {
  private final BreakerCall[] answers;
  private final long[] begins;
  private final long[] ends;

  /** For each answer the calls that began before it and may be counted after it. */
  private final int[] overlapping;

  /** For each answer the latest end of it and all that began before it, on both clocks. */
  private final long[] endUntil;

  private final long[] clockUntil;

  /**
   * What the window held at an answer, within bounds; rates in percent.
   *
   * @param fewest the fewest answers it can have held
   * @param most the most
   * @param lowestFailed lower bound of the failure rate
   * @param highestFailed its upper bound
   * @param lowestSlow lower bound of the slow call rate
   * @param highestSlow its upper bound
   */
  record Bounds(
      int fewest,
      int most,
      float lowestFailed,
      float highestFailed,
      float lowestSlow,
      float highestSlow) {}

  ShadowWindow(List<BreakerCall> calls) {
    answers =
        calls.stream()
            .filter(call -> call.is(BreakerCall.Kind.ANSWERED))
            .sorted(Comparator.comparingLong(call -> call.begin))
            .toArray(BreakerCall[]::new);
    begins = Arrays.stream(answers).mapToLong(call -> call.begin).toArray();
    ends = Arrays.stream(answers).mapToLong(call -> call.end).sorted().toArray();
    overlapping = new int[answers.length];
    endUntil = new long[answers.length];
    clockUntil = new long[answers.length];
    long end = Long.MIN_VALUE;
    long clock = Long.MIN_VALUE;
    for (int i = 0; i < answers.length; i++) {
      overlapping[i] = i - countBelow(ends, begins[i]);
      end = Math.max(end, answers[i].end);
      clock = Math.max(clock, answers[i].clockEnd);
      endUntil[i] = end;
      clockUntil[i] = clock;
    }
  }

  /** All answers, in the order in which their calls began. */
  BreakerCall[] answers() {
    return answers;
  }

  /** What the window held just after an answer, of those taken in during a stay in one state. */
  Bounds at(BreakerCall last, Stay stay, WindowRule rule) {
    int newest = countBelow(begins, last.end + 1) - 1;
    Tally tally = new Tally(last);
    for (int i = newest; i >= 0 && mayCountUntil(i, last, rule); i--) {
      BreakerCall answer = answers[i];
      if (answer != last && answer.touches(stay.earliestIn(), stay.latestOut())) {
        boolean before = answer.begin >= stay.latestIn() && answer.end < last.begin;
        boolean counted = before && rule.surelyYoung(answer, last);
        boolean kept = counted && isKept(newest - i + overlapping[i], rule);
        tally.add(answer, counted, kept, isPossible(answer, last, rule));
      }
    }
    return tally.bounds(rule);
  }

  /** Whether any of the answers up to an index may still be in the window. */
  private boolean mayCountUntil(int index, BreakerCall last, WindowRule rule) {
    return rule.countsCalls()
        ? surelyBetween(endUntil[index], last) + 1 <= rule.size() - 1
            || endUntil[index] >= last.begin
        : rule.possiblyYoung(endUntil[index], clockUntil[index], last);
  }

  private static boolean isKept(int mostAfter, WindowRule rule) {
    return !rule.countsCalls() || mostAfter <= rule.size() - 1;
  }

  private boolean isPossible(BreakerCall answer, BreakerCall last, WindowRule rule) {
    return rule.possiblyYoung(answer.end, answer.clockEnd, last)
        && (!rule.countsCalls() || surelyBetween(answer.end, last) + 1 <= rule.size() - 1);
  }

  /**
   * A lower bound of the answers that began after one had ended and ended before another began: of
   * those that ended, less those that cannot be told to have begun late enough.
   */
  private int surelyBetween(long end, BreakerCall last) {
    return Math.max(0, countBelow(ends, last.begin) - countBelow(begins, end + 1));
  }

  private static int countBelow(long[] sorted, long limit) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
