package com.example.shop;

/** Where payments go. */
public interface Bank {
  /** Takes an amount, and returns the receipt's number. */
  String charge(long cents);
}
