package dev.spike.sim;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The servers and their queue. Since the queue is first come first served and nothing leaves it, an
 * attempt's start and end are known as soon as it comes: it starts when the first server is free.
 * So there is no event for a departure, and waiting takes no memory. Attempts come in order of
 * time. Not thread-safe.
 */
final class Service {
  /** Three years: beyond what any run simulates, far below where sums overflow. */
  private static final double LONGEST_NANOS = 1e17;

  private final ServiceTime time;
  private final LongHeap freeAt = new LongHeap();
  private final Speed speed;
  private final List<Effect> effects;
  private final long[] acted;
  private final WaitingRoom waiting;
  private boolean failed;

  Service(ServiceModel model) {
    time = model.time;
    for (int i = 0; i < model.servers; i++) {
      freeAt.add(0);
    }
    speed = new Speed(model.effects(Effect.Slowdown.class));
    effects = model.effects;
    acted = new long[effects.size()];
    waiting = new WaitingRoom(model.queue);
  }

  /** Whether an attempt that comes now finds a free server or a place in the queue. */
  boolean accepts(long now) {
    return freeAt.first() <= now || waiting.hasRoom(now);
  }

  /** Takes an attempt that comes now and gives when it will be answered. */
  long serve(long now, RandomGenerator random) {
    long start = Math.max(now, freeAt.first());
    waiting.enter(start);
    double work = work(random);
    long end = effects.isEmpty() ? start + Math.round(work) : disturbed(start, work, random);
    freeAt.replaceFirst(end);
    return end;
  }

  private double work(RandomGenerator random) {
    double nanos = time.nanos(random);
    if (!(nanos >= 0)) {
      throw new IllegalArgumentException(
          "a service time of " + nanos + " ns was drawn: it must be zero or more");
    }
    return Math.min(nanos, LONGEST_NANOS);
  }

  private long disturbed(long start, double work, RandomGenerator random) {
    long begun = start;
    failed = false;
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      if (effect.isOnAt(start) && random.nextDouble() < effect.share()) {
        acted[i]++;
        begun += effect instanceof Effect.Delay delay ? delay.nanos() : 0;
        failed |= effect instanceof Effect.Failure;
      }
    }
    return speed.endOf(start, begun, work);
  }

  /** Whether what was taken last will be answered with a failure. */
  boolean failed() {
    return failed;
  }

  /** On how many services an effect, by its number in the model, has acted so far. */
  long acted(int effect) {
    return acted[effect];
  }

  /** When the first server is free for somebody who comes next. */
  long freeAt() {
    return freeAt.first();
  }
}
