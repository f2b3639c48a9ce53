package dev.spike.schedule;

import java.util.stream.LongStream;

/** The due times of a schedule, for tests. */
final class Dues {
  static final long SECOND = 1_000_000_000;

  private Dues() {}

  /** All steady arrivals, of which a test has no more than memory holds. */
  static long[] of(ArrivalSchedule schedule) {
    ArrivalSchedule.Cursor cursor = schedule.steady();
    return LongStream.generate(cursor::next)
        .takeWhile(due -> due != ArrivalSchedule.Cursor.END)
        .toArray();
  }

  static long[] of(LoadShape shape) {
    return of(new ArrivalSchedule(shape));
  }
}
