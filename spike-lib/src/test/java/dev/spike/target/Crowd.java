package dev.spike.target;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that set off together and call an operation a number of times each. */
final class Crowd {
  /** One call. */
  interface Call {
    void run(int thread, int round) throws Exception;
  }

  private Crowd() {}

  /** Gives the exceptions that the calls threw. */
  static List<Exception> of(int threads, int rounds, Call call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<Exception>>> all = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int number = thread;
      all.add(pool.submit(() -> rounds(number, rounds, start, call)));
    }
    start.countDown();
    List<Exception> thrown = new ArrayList<>();
    for (Future<List<Exception>> one : all) {
      thrown.addAll(one.get(60, TimeUnit.SECONDS));
    }
    pool.shutdownNow();
    return thrown;
  }

  private static List<Exception> rounds(int thread, int rounds, CountDownLatch start, Call call)
      throws InterruptedException {
    List<Exception> thrown = new ArrayList<>();
    start.await();
    for (int round = 0; round < rounds; round++) {
      try {
        call.run(thread, round);
      } catch (Exception e) {
        thrown.add(e);
      }
    }
    return thrown;
  }
}
