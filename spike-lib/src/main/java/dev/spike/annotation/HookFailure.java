package dev.spike.annotation;

import java.io.Serial;

/** A set-up or tear-down failed. */
final class HookFailure extends Exception {
  @Serial private static final long serialVersionUID = 1;

  HookFailure(String method, Throwable cause) {
    super(method + ": " + cause, cause);
  }
}
