package com.example.shop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Stands in for a bank that answers after two milliseconds. */
@Component
class LocalBank implements Bank {
  private final AtomicLong receipts = new AtomicLong();

  @Override
  public String charge(long cents) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    return "R" + receipts.incrementAndGet();
  }
}
