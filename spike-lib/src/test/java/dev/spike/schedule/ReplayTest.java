package dev.spike.schedule;

import static dev.spike.schedule.Dues.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.schedule.Replay.Bucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded counts: read, refused, scaled, and replayed to the last arrival. */
class ReplayTest {
  private static final Duration SECONDS = Duration.ofSeconds(1);

  @TempDir Path folder;

  @Test
  void readsTimesAndCounts() {
    Replay replay =
        Replay.parse(
            List.of(
                "\uFEFFtime,count", "# by the load balancer", "", "10, 5", "10.5 ,2.5", "12,0"));

    assertThat(replay.buckets())
        .containsExactly(
            new Bucket(Duration.ofMillis(500), 5),
            new Bucket(Duration.ofMillis(1_500), 2.5),
            new Bucket(Duration.ofMillis(1_500), 0));
  }

  @Test
  void timesSince1970AndBeforeZeroAreExact() {
    assertThat(Replay.parse(List.of("1732471200.000000001,1", "1732471200.000000003,1")).buckets())
        .containsOnly(new Bucket(Duration.ofNanos(2), 1));
    assertThat(Replay.parse(List.of("-1,1", "1e0,2")).buckets().get(0))
        .isEqualTo(new Bucket(Duration.ofSeconds(2), 1));
  }

  @Test
  void eachBucketKeepsItsCount() {
    SplittableRandom random = new SplittableRandom(1);
    List<Bucket> buckets =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    new Bucket(
                        Duration.ofNanos(random.nextLong(1_000_000, 2 * SECOND)),
                        random.nextInt(4) == 0 ? 0 : random.nextInt(500)))
            .toList();
    ArrivalSchedule schedule = new ArrivalSchedule(new Replay(buckets));

    long start = 0;
    for (Bucket bucket : buckets) {
      long end = start + bucket.width().toNanos();
      assertThat(schedule.countBetween(start, end)).isEqualTo((long) bucket.count());
      start = end;
    }
  }

  @Test
  void fractionsAreCarriedFromBucketToBucket() {
    Replay replay = new Replay(IntStream.range(0, 9).mapToObj(i -> bucket(1.0 / 3)).toList());

    assertThat(Dues.of(replay)).containsExactly(0, 3 * SECOND, 6 * SECOND);
  }

  @Test
  void heightScalesTheCounts() {
    assertThat(recorded().times(1.5).buckets()).containsExactly(bucket(15), bucket(0), bucket(60));
  }

  @Test
  void aNewLengthKeepsTheRates() {
    Replay shorter = recorded().lasting(Duration.ofMillis(1_500));

    assertThat(shorter.buckets())
        .containsExactly(
            new Bucket(Duration.ofMillis(500), 5),
            new Bucket(Duration.ofMillis(500), 0),
            new Bucket(Duration.ofMillis(500), 20));
    assertThat(shorter.segments())
        .extracting(Segment::startRate)
        .isEqualTo(recorded().segments().stream().map(Segment::startRate).toList());
    assertThat(recorded().lasting(Duration.ofNanos(1_000_000_001)).durationNanos())
        .isEqualTo(1_000_000_001);
  }

  @Test
  void anotherSpeedKeepsTheArrivals() {
    Replay faster = recorded().faster(4);

    assertThat(faster.durationNanos()).isEqualTo(750_000_000);
    assertThat(faster.buckets()).extracting(Bucket::count).containsExactly(10.0, 0.0, 40.0);
    assertThat(new ArrivalSchedule(recorded().faster(0.3)).count()).isEqualTo(50);
  }

  @Test
  void scalingDoesNotMoveTheEdgesApart() {
    Replay even = new Replay(IntStream.range(0, 10_000).mapToObj(i -> bucket(1)).toList());
    Replay third = even.lasting(Duration.ofNanos(10_000 * SECOND / 3));

    assertThat(third.durationNanos()).isEqualTo(10_000 * SECOND / 3);
    List<Segment> segments = third.segments();
    for (int i = 0; i < segments.size(); i++) {
      assertThat((double) segments.get(i).startNanos()).isCloseTo(i * 1e9 / 3, within(1.0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesFactors(double factor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recorded().times(factor))
        .withMessageContainingAll("scaled by " + factor, "above zero", "2.0");
    assertThatIllegalArgumentException().isThrownBy(() -> recorded().faster(factor));
  }

  @Test
  void refusesWhatBecomesTooShortOrTooHigh() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recorded().lasting(Duration.ofNanos(2)))
        .withMessageContaining("longer than zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recorded().times(1e8))
        .withMessageContainingAll("count 4.0E9 in PT1S", "nanosecond");
    assertThatIllegalArgumentException().isThrownBy(() -> recorded().lasting(Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1;1          | line 2: '1'           | a time and a count      | 12.5,300",
        "0,1;1,2,3      | line 2: '1,2,3'       | a time and a count      | 12.5,300",
        "0,1;;#;x,2     | line 4: time 'x'      | in seconds              | 12.5,300",
        "0x0,1;1,2      | line 1: time '0x0'    | in seconds              | 12.5,300",
        "0,1;NaN,2      | line 2: time 'NaN'    | in seconds              | 12.5,300",
        "1732471200123,1;1732471201123,2 | line 1: time '1732471200123' | in seconds | 9e9",
        "0,1;1e999999999,2 | line 2: time '1e999999999' | in seconds       | 12.5,300",
        "0,1;1e-999999999,2 | line 2: time '1e-999999999' | in seconds     | 12.5,300",
        "0,1;1,two      | line 2: count 'two'   | zero or a number above  | 12.5,300",
        "0,1;1,         | line 2: count ''      | zero or a number above  | 12.5,300",
        "0,1;1,-2       | line 2: count '-2'    | zero or a number above  | 12.5,300",
        "0,1;1,Infinity | line 2: count 'Infinity' | zero or a number above | 12.5,300",
        "t,c;0,1;t,c    | line 3: time 't'      | in seconds              | 12.5,300",
        "1,1;0.5,2      | line 2: time 0.5      | after that above        | sort the lines",
        "1,1;1,2        | line 2: time 1        | after that above        | sort the lines",
        "0,2;1e-9,2     | line 1: count 2.0 in PT0.000000001S | one arrival each | correct",
        "0,1            | line 1: the end       | two lines               | add some",
        "'#,'           | line 1: the end       | two lines               | add some",
        "time,count     | line 1: the end       | two lines               | add some",
        "0,0;1,0;2,0    | replay of 3 counts    | all zero                | above zero",
        "0,1;4e9,1      | duration              | a hundred years         | minutes(10)",
      })
  void refusesLinesByNumber(String lines, String value, String rule, String fix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replay.parse(List.of(lines.split(";"))))
        .withMessageContainingAll(value, rule, fix);
  }

  @Test
  void readsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("day.csv"), "time,count\r\n0,1\r\n1,2\r\n");

    assertThat(Replay.read(file).buckets()).containsExactly(bucket(1), bucket(2));
  }

  @Test
  void namesAFileThatIsNoneOrWrong() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "0,1\n1,many\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'1', ',', (byte) 0xFF});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replay.read(folder.resolve("missing.csv")))
        .withMessageContainingAll("missing.csv", "cannot be read", "NoSuchFile", "name a CSV file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replay.read(wrong))
        .withMessageContainingAll("wrong.csv", "line 2: count 'many'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replay.read(binary))
        .withMessageContainingAll("binary", "cannot be read", "UTF-8");
  }

  @Test
  void refusesEmptyReplaysAndOverlongFiles() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Replay(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Replay.parse(IntStream.range(0, 1_000_002).mapToObj(i -> i + ",1").toList()))
        .withMessageContainingAll("more than 1000000 counts", "join some");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bucket(SECONDS, -1))
        .withMessageContainingAll("count -1.0 in PT1S", "zero or more");
    assertThatIllegalArgumentException().isThrownBy(() -> new Bucket(SECONDS, Double.NaN));
  }

  private static Replay recorded() {
    return new Replay(List.of(bucket(10), bucket(0), bucket(40)));
  }

  private static Bucket bucket(double count) {
    return new Bucket(SECONDS, count);
  }
}
