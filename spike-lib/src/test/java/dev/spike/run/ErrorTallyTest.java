package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ErrorTallyTest {
  private static final String REFUSED = "Task java.util.concurrent.FutureTask@%s rejected";

  @Test
  void numbersAndHashCodesDoNotTellErrorsApart() {
    ErrorTally tally = new ErrorTally();
    for (String hash : new String[] {"3c1a", "5b8e6da8", "10f05c", "feb1c8"}) {
      tally.add(new RejectedExecutionException(REFUSED.formatted(hash)));
    }
    tally.add(new IllegalStateException("order 17 failed, 5 left"));
    tally.add(new IllegalStateException("order 18 failed, 5 left"));

    assertThat(tally.counts())
        .isEqualTo(
            Map.of(
                "RejectedExecutionException: Task java.util.concurrent.FutureTask@# rejected",
                4L,
                "IllegalStateException: order # failed, 5 left",
                2L));
  }
}
