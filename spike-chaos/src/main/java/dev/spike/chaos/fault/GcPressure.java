package dev.spike.chaos.fault;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread that allocates at a rate and drops it all, so that the collector has to work. */
record GcPressure(long bytesPerSecond) implements StandingFault {
  private static final int CHUNK = 64 << 10;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  GcPressure {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "The rate of a gc-pressure fault was %d bytes per second, but must be above zero: give what shall be allocated"
              .formatted(bytesPerSecond));
    }
  }

  @Override
  public String kind() {
    return "gc-pressure";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    Workers worker = new Workers(kind(), 1, this::allocate);
    lease.acted(bytesPerSecond + " bytes per second");
    return worker;
  }

  /** What could not be allocated in time is made up for, as far as one pause allows. */
  private void allocate(BooleanSupplier stop) {
    long last = System.nanoTime();
    double owed = 0;
    while (!stop.getAsBoolean()) {
      long now = System.nanoTime();
      owed += (double) bytesPerSecond * (now - last) / TimeUnit.SECONDS.toNanos(1);
      last = now;
      for (; owed >= CHUNK && !stop.getAsBoolean(); owed -= CHUNK) {
        Sink.last = new byte[CHUNK];
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    Sink.last = null;
  }
}
