package dev.spike.measure;

/**
 * How many operations came out how; immutable.
 *
 * @param ok answered rightly
 * @param failed answered wrongly or threw
 * @param timedOut not answered in time
 * @param rejected refused by the target
 * @param dropped never started
 * @param unfinished started, still running at the end
 */
public record Outcomes(
    long ok, long failed, long timedOut, long rejected, long dropped, long unfinished) {
  /** Nothing at all. */
  public static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0, 0);

  /** All that were due. */
  public long due() {
    return ok + bad();
  }

  /** All that were due and did not come out right. */
  public long bad() {
    return failed + timedOut + rejected + dropped + unfinished;
  }

  /** Bad over due, from 0 to 1; NaN when nothing was due. */
  public double errorRate() {
    return (double) bad() / due();
  }

  /** Both together. */
  public Outcomes plus(Outcomes other) {
    return new Outcomes(
        ok + other.ok,
        failed + other.failed,
        timedOut + other.timedOut,
        rejected + other.rejected,
        dropped + other.dropped,
        unfinished + other.unfinished);
  }
}
