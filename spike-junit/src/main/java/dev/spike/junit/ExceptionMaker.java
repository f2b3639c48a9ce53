package dev.spike.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Supplier;

/** Makes exceptions of a class, with a message where it takes one. */
record ExceptionMaker(Constructor<? extends Throwable> constructor, List<String> arguments)
    implements Supplier<Throwable> {

  /**
   * The maker of a class.
   *
   * @throws IllegalArgumentException when it cannot be made of a message, nor of nothing
   */
  static ExceptionMaker of(Class<? extends Throwable> type, String message) {
    if (!Modifier.isAbstract(type.getModifiers())) {
      try {
        return new ExceptionMaker(accessible(type, String.class), List.of(message));
      } catch (NoSuchMethodException withoutMessage) {
        return withoutMessage(type);
      }
    }
    throw wrong(type);
  }

  private static ExceptionMaker withoutMessage(Class<? extends Throwable> type) {
    try {
      return new ExceptionMaker(accessible(type), List.of());
    } catch (NoSuchMethodException none) {
      throw wrong(type);
    }
  }

  private static <T> Constructor<T> accessible(Class<T> type, Class<?>... parameters)
      throws NoSuchMethodException {
    Constructor<T> constructor = type.getDeclaredConstructor(parameters);
    if (!constructor.canAccess(null) && !constructor.trySetAccessible()) {
      throw new NoSuchMethodException(type.getName());
    }
    return constructor;
  }

  private static IllegalArgumentException wrong(Class<?> type) {
    return new IllegalArgumentException(
        "exception "
            + type.getName()
            + " cannot be made of a message, nor of nothing: arm exception(() -> ...) by a Chaos"
            + " that the test takes");
  }

  @Override
  public Throwable get() {
    try {
      return constructor.newInstance(arguments.toArray());
    } catch (ReflectiveOperationException e) {
      return new IllegalStateException("exception of " + constructor + " could not be made", e);
    }
  }
}
