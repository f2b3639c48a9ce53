package com.example.shop;

import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import org.springframework.stereotype.Service;

@Service
public class Payments {
  private final Bank bank;

  public Payments(Bank bank) {
    this.bank = bank;
  }

  @CircuitBreaker(name = "payments")
  public String charge(long cents) {
    return bank.charge(cents);
  }
}
