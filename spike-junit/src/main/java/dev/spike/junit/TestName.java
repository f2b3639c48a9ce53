package dev.spike.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** How a test is called in files and messages: {@code com.acme.HerdTest.herd}. */
final class TestName {
  private TestName() {}

  static String of(ExtensionContext context) {
    return context.getRequiredTestClass().getName()
        + "."
        + context.getRequiredTestMethod().getName();
  }
}
