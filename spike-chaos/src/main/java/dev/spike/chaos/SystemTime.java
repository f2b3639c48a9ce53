package dev.spike.chaos;

import java.util.concurrent.locks.LockSupport;

enum SystemTime implements ChaosTime {
  INSTANCE;

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void park(Object blocker, long nanos) {
    LockSupport.parkNanos(blocker, nanos);
  }
}
