package dev.spike.chaos.wrap;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import org.jspecify.annotations.Nullable;

/** Hands a call on to what is wrapped. */
public final class Forward {
  private Forward() {}

  /** Calls the method; what it throws comes out as it is. */
  public static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] args) throws Exception {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException thrown) {
      throw asException(thrown.getTargetException());
    }
  }

  private static Exception asException(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof Exception e ? e : new UndeclaredThrowableException(thrown);
  }
}
