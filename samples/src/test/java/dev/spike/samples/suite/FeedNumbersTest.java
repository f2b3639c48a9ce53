package dev.spike.samples.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedNumbersTest {
  private final FeedNumbers numbers = new FeedNumbers(7);

  private void gets(long... seqs) {
    for (long seq : seqs) {
      assertThat(numbers.take("{\"subscriber\":7,\"seq\":" + seq + "}")).isTrue();
    }
  }

  private void check(long received, long lost, long disordered, long foreign) {
    assertThat(numbers.received()).isEqualTo(received);
    assertThat(numbers.lost()).isEqualTo(lost);
    assertThat(numbers.disordered()).isEqualTo(disordered);
    assertThat(numbers.foreign()).isEqualTo(foreign);
  }

  @Test
  void itsOwnInOrder() {
    gets(1, 2, 3);
    check(3, 0, 0, 0);
  }

  @Test
  void aGapIsLost() {
    gets(1, 2, 6);
    check(3, 3, 0, 0);
  }

  @Test
  void theFirstOneMayNotBeMissing() {
    gets(3);
    check(1, 2, 0, 0);
  }

  @Test
  void aRepetitionIsNotInOrder() {
    gets(1, 2, 2);
    check(3, 0, 1, 0);
  }

  @Test
  void twoThatChangedPlaces() {
    gets(1, 3, 2, 4);
    check(4, 1, 1, 0);
  }

  @Test
  void somebodyElsesAndNonsense() {
    assertThat(numbers.take("{\"subscriber\":8,\"seq\":1}")).isFalse();
    assertThat(numbers.take("hello")).isFalse();
    assertThat(numbers.take("{\"subscriber\":7,\"seq\":99999999999999999999}")).isFalse();
    check(0, 0, 0, 3);
  }
}
