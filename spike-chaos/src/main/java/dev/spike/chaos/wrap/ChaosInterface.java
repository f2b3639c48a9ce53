package dev.spike.chaos.wrap;

import dev.spike.chaos.ChaosPoint;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Any interface, with a point that each call hits: its subject is the {@link MethodCall}, so that a
 * fault can be kept to some methods or arguments.
 *
 * <p>Default methods are the wrapped object's own. What it throws passes as it is; so does what a
 * fault throws if the method declares it, and otherwise as the cause of an {@link
 * java.lang.reflect.UndeclaredThrowableException}, as with any proxy. The methods of {@link Object}
 * are handed on and hit nothing, and a wrapper equals itself and what it wraps.
 *
 * <p>As thread-safe as what it wraps.
 */
public final class ChaosInterface implements InvocationHandler {
  private final Object target;
  private final ChaosPoint point;

  private ChaosInterface(Object target, ChaosPoint point) {
    this.target = target;
    this.point = point;
  }

  /**
   * Wraps it.
   *
   * @param type an interface that this library's class loader, or the interface's own, can see;
   *     neither sealed nor hidden
   * @param name of the point, as in {@link ChaosPoint#of}
   * @throws IllegalArgumentException when no proxy can stand for the type
   */
  public static <T> T wrap(Class<T> type, T target, String name) {
    if (!type.isInterface() || type.isSealed() || type.isHidden() || type.isAnnotation()) {
      throw new IllegalArgumentException(
          "%s is no interface that a proxy can stand for, but must be a visible and non-sealed one: hit a ChaosPoint in the code instead"
              .formatted(type.getName()));
    }
    if (target == null) {
      throw new NullPointerException(
          "The %s to wrap was null: give the object under test".formatted(type.getName()));
    }
    return type.cast(
        Proxy.newProxyInstance(
            loaderOf(type),
            new Class<?>[] {type},
            new ChaosInterface(target, ChaosPoint.of(name))));
  }

  private static @Nullable ClassLoader loaderOf(Class<?> type) {
    ClassLoader own = type.getClassLoader();
    return own == null ? ChaosInterface.class.getClassLoader() : own;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, args);
    }
    if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
      method.trySetAccessible();
    }
    if (!point.isArmed()) {
      return Forward.call(target, method, args);
    }
    return point.around(MethodCall.of(method, args), () -> Forward.call(target, method, args));
  }

  private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Exception {
    if (method.getName().equals("equals") && args != null) {
      return proxy == args[0] || target.equals(args[0]);
    }
    return Forward.call(target, method, args);
  }
}
