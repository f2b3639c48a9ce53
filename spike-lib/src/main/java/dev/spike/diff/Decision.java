package dev.spike.diff;

/**
 * What is said of a figure that is known up to an interval: WORSE or BETTER where the difference is
 * larger than the margin and its interval, at the confidence that many comparisons take, leaves out
 * none at all; SAME where the 95% interval lies within the margin to both sides (two one-sided
 * tests: Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987); else it cannot be
 * told.
 *
 * @param margin the largest difference that is none, in the figure's unit
 * @param moreIsWorse whether a rise is a change to the worse
 */
record Decision(double margin, boolean moreIsWorse) {
  Change of(Bounds alone, Bounds amongAll) {
    if (amongAll.low() > 0 && amongAll.value() > margin) {
      return moreIsWorse ? Change.WORSE : Change.BETTER;
    }
    if (amongAll.high() < 0 && amongAll.value() < -margin) {
      return moreIsWorse ? Change.BETTER : Change.WORSE;
    }
    boolean within = alone.low() >= -margin && alone.high() <= margin;
    return within ? Change.SAME : Change.CANNOT_TELL;
  }
}
