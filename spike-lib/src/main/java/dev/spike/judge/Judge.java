package dev.spike.judge;

import dev.spike.measure.Timeline;
import java.util.List;

/** Judges a timeline by criteria. */
@FunctionalInterface
public interface Judge {
  /**
   * Judges.
   *
   * @param timeline the run
   * @param criteria what it must meet
   * @param alerts what is told, but does not fail, when it is not met
   */
  Judgement judge(Timeline timeline, List<Criterion> criteria, List<Criterion> alerts);
}
