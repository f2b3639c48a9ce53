package dev.spike.annotation;

import java.lang.reflect.Method;

/** What a method of the user's gives when a scenario is made. */
final class Given {
  private Given() {}

  static Object by(Method method, Object state) {
    Object value;
    try {
      value = new Call(method, state).with("");
    } catch (Exception e) {
      throw new IllegalArgumentException(
          Call.nameOf(method) + " failed: " + e + "; it is called before @SetUp", e);
    }
    if (value == null) {
      throw new IllegalArgumentException(
          Call.nameOf(method) + " gave null: it has to give what its annotation asks for");
    }
    return value;
  }
}
