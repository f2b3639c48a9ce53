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

  @Test
  void addressesAndNamesThatBeginLikeAHashCodeAreKept() {
    for (String text :
        new String[] {
          "no such user ada@example.com",
          "no such user ada@cafe.de",
          "mail to bob@ab-c.org bounced",
          "@Deprecated and @exposed are no hash codes",
          "0xg is no number"
        }) {
      assertThat(ErrorTally.kindOf(new Exception(text))).isEqualTo("Exception: " + text);
    }
    assertThat(ErrorTally.kindOf(new Exception("Lock@1b2c. At 0x7ffe.run, held by [Job@cafe]")))
        .isEqualTo("Exception: Lock@#. At 0x#.run, held by [Job@#]");
  }
}
