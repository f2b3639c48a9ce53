package dev.spike.annotation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A method of a state, ready to be called with one value, which it takes or not. Thread-safe. */
final class Call {
  private static final MethodType FORM = MethodType.methodType(Object.class, Object.class);

  private final MethodHandle handle;
  private final String name;

  /** A public method of a public class, without parameters or with one. */
  Call(Method method, Object state) {
    name = nameOf(method);
    try {
      MethodHandle bound = MethodHandles.publicLookup().unreflect(method).bindTo(state);
      boolean takesNothing = method.getParameterCount() == 0;
      handle =
          (takesNothing ? MethodHandles.dropArguments(bound, 0, Object.class) : bound).asType(FORM);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          name + " cannot be called: make its class and those around it public", e);
    }
  }

  static String nameOf(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
  }

  /** Calls it; what it throws comes out as it is. */
  @Nullable Object with(Object value) throws Exception {
    try {
      return handle.invokeExact(value);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls it as a step that is told by its name when it fails. */
  void named(Object value) throws Exception {
    try {
      with(value);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) {
      throw new HookFailure(name, e);
    }
  }
}
