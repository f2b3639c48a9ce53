package dev.spike.diff;

import dev.spike.judge.Answer;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import java.util.List;
import java.util.Locale;

/**
 * Whether a criterion is met on both sides. One that was and is not any more is WORSE where it is a
 * count, such as of invariants broken; a figure that is estimated has to be {@link Apart} as well,
 * since chance moves across its limit what lies close to it. Of several runs every one has to
 * agree.
 *
 * @param criterion what was asked on both sides
 * @param base the runs of the base
 * @param head those held against it
 */
record CriterionContrast(Criterion criterion, Side base, Side head) implements Contrast {
  @Override
  public Difference decided(double margin, Confidence among) {
    List<CriterionResult> was = results(base);
    List<CriterionResult> is = results(head);
    Change change = change(was, is);
    String why = change == Change.SAME ? word(is) : word(was) + " before, " + word(is) + " now";
    return Difference.plain(
        "criterion " + criterion.label(),
        criterion.metric().unit(),
        mean(was),
        mean(is),
        change,
        why);
  }

  private List<CriterionResult> results(Side side) {
    return side.judgements().stream()
        .map(Judgement::certain)
        .flatMap(List::stream)
        .filter(result -> result.criterion().equals(criterion))
        .toList();
  }

  private static double mean(List<CriterionResult> results) {
    return results.stream().mapToDouble(CriterionResult::value).average().orElse(Double.NaN);
  }

  private static Change change(List<CriterionResult> was, List<CriterionResult> is) {
    if (all(was, Answer.MET) && all(is, Answer.NOT_MET)) {
      return surely(was, is) ? Change.WORSE : Change.CANNOT_TELL;
    }
    if (all(was, Answer.NOT_MET) && all(is, Answer.MET)) {
      return surely(was, is) ? Change.BETTER : Change.CANNOT_TELL;
    }
    boolean same =
        (all(was, Answer.MET) && all(is, Answer.MET))
            || (all(was, Answer.NOT_MET) && all(is, Answer.NOT_MET));
    return same ? Change.SAME : Change.CANNOT_TELL;
  }

  private static boolean all(List<CriterionResult> results, Answer answer) {
    return results.stream().allMatch(result -> result.answer() == answer);
  }

  private static boolean surely(List<CriterionResult> was, List<CriterionResult> is) {
    return was.size() > 1 || Apart.surely(bounds(was.get(0)), bounds(is.get(0)));
  }

  private static Bounds bounds(CriterionResult result) {
    return new Bounds(result.value(), result.low(), result.high());
  }

  private static String word(List<CriterionResult> results) {
    if (results.size() == 1) {
      return results.get(0).answer().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    long met = results.stream().filter(result -> result.answer() == Answer.MET).count();
    return "met in " + met + " of " + results.size();
  }
}
