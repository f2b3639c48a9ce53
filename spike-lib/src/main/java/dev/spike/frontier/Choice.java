package dev.spike.frontier;

import java.util.List;

/**
 * Chooses the spike to try next. The Psi method (Kontsevich and Tyler, Vision Research 39, 1999)
 * takes the one whose answer is expected to lower the entropy of the posterior most; over several
 * heights that is QUEST+ (Watson, Journal of Vision 17, 2017).
 */
final class Choice {
  /** At first about so many durations of a height are looked at, then those around the best. */
  private static final int COARSE = 12;

  /** In ln D: how far outside the band of D50 an answer may still tell how steep the curve is. */
  private static final double BESIDE = 0.25;

  private final Curves curves;

  Choice(Curves curves) {
    this.curves = curves;
  }

  /** The spike whose answer is expected to teach most, among those whose answer is in doubt. */
  Candidate mostInformative(Posterior posterior) {
    Best coarse = new Best(posterior);
    for (int height = 0; height < heights(); height++) {
      Band doubtful = posterior.logDuration(height, 0);
      int from = index(doubtful.low() - BESIDE);
      int to = index(doubtful.high() + BESIDE);
      coarse.offer(height, from, to, Math.max(1, (to - from) / COARSE));
    }
    Candidate around = coarse.candidate;
    int from = Math.max(0, around.duration() - coarse.stride + 1);
    int to = Math.min(durations() - 1, around.duration() + coarse.stride - 1);
    Best fine = new Best(posterior);
    fine.offer(around.height(), from, to, 1);
    return fine.candidate;
  }

  private int index(double logDuration) {
    double index = Math.rint((logDuration - curves.durations[0]) / Curves.STEP);
    return (int) Math.max(0, Math.min(durations() - 1, index));
  }

  private final class Best {
    private final Posterior posterior;
    private Candidate candidate = new Candidate(0, 0);
    private int stride = 1;
    private double most = Double.NEGATIVE_INFINITY;

    Best(Posterior posterior) {
      this.posterior = posterior;
    }

    void offer(int height, int from, int to, int step) {
      for (int duration = from; duration <= to; duration += step) {
        double information = posterior.expect(height, curves.durations[duration]).information();
        if (information > most) {
          most = information;
          candidate = new Candidate(height, duration);
          stride = step;
        }
      }
    }
  }

  /**
   * The spike farthest from all that were tried, the range of each axis counting as 1; of two alike
   * the longer, as what comes back after longer spikes is what no threshold explains.
   */
  Candidate leastKnown(List<Candidate.Answered> tried) {
    Candidate best = new Candidate(0, 0);
    double farthest = -1;
    for (int height = 0; height < heights(); height++) {
      for (int duration = durations() - 1; duration >= 0; duration--) {
        Candidate candidate = new Candidate(height, duration);
        double nearest =
            tried.stream()
                .mapToDouble(answered -> distance(answered.spike(), candidate))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (nearest > farthest) {
          farthest = nearest;
          best = candidate;
        }
      }
    }
    return best;
  }

  private double distance(Candidate one, Candidate other) {
    return Math.hypot(
        (double) (one.height() - other.height()) / Math.max(1, heights() - 1),
        (double) (one.duration() - other.duration()) / Math.max(1, durations() - 1));
  }

  private int heights() {
    return curves.space.heights().size();
  }

  private int durations() {
    return curves.durations.length;
  }
}
