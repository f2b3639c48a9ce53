package dev.spike.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a connection or of something the connection made. What a method returns
 * decides how it goes on: a statement or metadata is wrapped in turn, a connection is always the
 * wrapped one.
 */
final class JdbcProxy implements InvocationHandler {
  private static final Set<Class<?>> WRAPPED =
      Set.of(
          Statement.class,
          PreparedStatement.class,
          CallableStatement.class,
          DatabaseMetaData.class);

  private final Wrapper target;
  private final ChaosPoint statements;
  private final BorrowLedger.Borrow borrow;

  /** The wrapped connection; null only in the proxy that is its handler itself. */
  private final @Nullable Connection connection;

  private JdbcProxy(
      Wrapper target,
      ChaosPoint statements,
      BorrowLedger.Borrow borrow,
      @Nullable Connection connection) {
    this.target = target;
    this.statements = statements;
    this.borrow = borrow;
    this.connection = connection;
  }

  static Connection wrap(Connection target, ChaosPoint statements, BorrowLedger.Borrow borrow) {
    return (Connection) proxy(Connection.class, new JdbcProxy(target, statements, borrow, null));
  }

  private static Object proxy(Class<?> type, JdbcProxy handler) {
    return Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /** Lets faults act, in a form that every JDBC method can throw. */
  static void hit(ChaosPoint point) throws SQLException {
    try {
      point.hit(SQLException.class);
    } catch (SQLException | RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable other) {
      throw new SQLException(
          "A fault on "
              + point.name()
              + " made an exception that JDBC methods cannot throw: see the cause",
          other);
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, args);
    }
    if (method.getDeclaringClass() == Wrapper.class && args != null) {
      return ofWrapper(proxy, method, args);
    }
    if (target instanceof Statement && method.getName().startsWith("execute")) {
      hit(statements);
    }
    return target instanceof Connection held
        ? onConnection(held, proxy, method, args)
        : wrapped(forward(method, args), method, connection);
  }

  private @Nullable Object onConnection(
      Connection held, Object proxy, Method method, Object @Nullable [] args) throws Throwable {
    return switch (method.getName()) {
      case "close" -> close(held, method, args);
      case "abort" -> abort(held, method, args);
      default -> wrapped(forward(method, args), method, (Connection) proxy);
    };
  }

  private @Nullable Object close(Connection held, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      forward(method, args);
    } catch (Throwable thrown) {
      countIfClosed(held);
      throw thrown;
    }
    borrow.returned();
    return null;
  }

  private @Nullable Object abort(Connection held, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      return forward(method, args);
    } finally {
      countIfClosed(held);
    }
  }

  private void countIfClosed(Connection held) {
    try {
      if (held.isClosed()) {
        borrow.returned();
      }
    } catch (SQLException | RuntimeException unknown) {
      // It cannot even say whether it is closed: it stays among those held, where a leak is looked
      // for.
    }
  }

  private @Nullable Object wrapped(
      @Nullable Object result, Method method, @Nullable Connection owner) {
    if (result instanceof Connection) {
      return owner;
    }
    if (result instanceof Wrapper made && WRAPPED.contains(method.getReturnType())) {
      return proxy(method.getReturnType(), new JdbcProxy(made, statements, borrow, owner));
    }
    return result;
  }

  private @Nullable Object forward(Method method, Object @Nullable [] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] args) {
    return switch (method.getName()) {
      case "equals" -> args != null && proxy == args[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "Chaos[" + statements.name() + " of " + target + "]";
    };
  }

  /**
   * {@code unwrap} and {@code isWrapperFor}: this proxy first, then what it stands for, then what
   * that stands for.
   */
  private @Nullable Object ofWrapper(Object proxy, Method method, Object[] args) throws Throwable {
    Class<?> type = (Class<?>) args[0];
    boolean unwrap = method.getName().equals("unwrap");
    if (type.isInstance(proxy)) {
      return unwrap ? proxy : (Object) true;
    }
    if (type.isInstance(target)) {
      return unwrap ? target : (Object) true;
    }
    return forward(method, args);
  }
}
