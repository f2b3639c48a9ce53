package dev.spike.chaos.jdbc;

import dev.spike.chaos.wrap.Forward;
import java.lang.reflect.InvocationHandler;
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
  private final Origin origin;

  /** Of a prepared statement, or the first of a batch; empty where it comes with the execution. */
  private volatile String sql;

  /** What all that comes from one connection has in common. */
  private record Origin(
      Connection held,
      @Nullable Connection wrapped,
      JdbcPoints points,
      BorrowLedger.Borrow borrow) {}

  private JdbcProxy(Wrapper target, Origin origin, String sql) {
    this.target = target;
    this.origin = origin;
    this.sql = sql;
  }

  static Connection wrap(Connection target, JdbcPoints points, BorrowLedger.Borrow borrow) {
    Origin origin = new Origin(target, null, points, borrow);
    return (Connection) proxy(Connection.class, new JdbcProxy(target, origin, ""));
  }

  private static Object proxy(Class<?> type, JdbcProxy handler) {
    return Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, args);
    }
    if (method.getDeclaringClass() == Wrapper.class && args != null) {
      return ofWrapper(proxy, method, args);
    }
    return target instanceof Connection
        ? onConnection((Connection) proxy, method, args)
        : onMade(method, args);
  }

  private @Nullable Object onConnection(
      Connection proxy, Method method, @Nullable Object @Nullable [] args) throws Exception {
    return switch (method.getName()) {
      case "close" -> hitting(JdbcCall.Operation.CLOSE, this::close);
      case "commit" -> hitting(JdbcCall.Operation.COMMIT, () -> origin.held.commit());
      case "abort" -> abort(method, args);
      default -> wrapped(Forward.call(target, method, args), method, args, proxy);
    };
  }

  private @Nullable Object onMade(Method method, @Nullable Object @Nullable [] args)
      throws Exception {
    String name = method.getName();
    if (target instanceof Statement && name.startsWith("execute")) {
      return execute(method, args);
    }
    if (name.equals("addBatch") && sql.isEmpty()) {
      sql = firstText(args);
    } else if (name.equals("clearBatch") && !(target instanceof PreparedStatement)) {
      sql = "";
    }
    return wrapped(Forward.call(target, method, args), method, args, origin.wrapped);
  }

  private @Nullable Object execute(Method method, @Nullable Object @Nullable [] args)
      throws Exception {
    String text = firstText(args).isEmpty() ? sql : firstText(args);
    if (!(target instanceof PreparedStatement)) {
      sql = ""; // its batch, if there was one, is over
    }
    if (!origin.points.execute().isArmed()) {
      return Forward.call(target, method, args);
    }
    JdbcCall call = new JdbcCall(JdbcCall.Operation.EXECUTE, text, origin.held, () -> {});
    return origin.points.around(call, () -> Forward.call(target, method, args));
  }

  private static String firstText(@Nullable Object @Nullable [] args) {
    return args != null && args.length > 0 && args[0] instanceof String text ? text : "";
  }

  private @Nullable Object hitting(JdbcCall.Operation operation, JdbcCall.Step step)
      throws SQLException {
    if (origin.points.of(operation).isArmed()) {
      hitting(new JdbcCall(operation, "", origin.held, step));
    } else {
      step.run();
    }
    return null;
  }

  /** As with a pool, a close that fails gives back all the same: nobody closes twice. */
  private void hitting(JdbcCall call) throws SQLException {
    try {
      origin.points.around(
          call,
          () -> {
            call.runForReal();
            return null;
          });
    } catch (Throwable thrown) {
      if (call.operation() == JdbcCall.Operation.CLOSE) {
        call.makeUpFor(thrown);
      }
      throw thrown;
    }
  }

  private void close() throws SQLException {
    try {
      origin.held.close();
    } catch (Throwable thrown) {
      countIfClosed();
      throw thrown;
    }
    origin.borrow.returned();
  }

  private @Nullable Object abort(Method method, @Nullable Object @Nullable [] args)
      throws Exception {
    try {
      return Forward.call(target, method, args);
    } finally {
      countIfClosed();
    }
  }

  private void countIfClosed() {
    try {
      if (origin.held.isClosed()) {
        origin.borrow.returned();
      }
    } catch (SQLException | RuntimeException unknown) {
      // It cannot even say whether it is closed: it stays among those held, where a leak is looked
      // for.
    }
  }

  private @Nullable Object wrapped(
      @Nullable Object result,
      Method method,
      @Nullable Object @Nullable [] args,
      @Nullable Connection owner) {
    if (result instanceof Connection) {
      return owner;
    }
    if (result instanceof Wrapper made && WRAPPED.contains(method.getReturnType())) {
      Origin same = new Origin(origin.held, owner, origin.points, origin.borrow);
      return proxy(method.getReturnType(), new JdbcProxy(made, same, firstText(args)));
    }
    return result;
  }

  private Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] args) {
    return switch (method.getName()) {
      case "equals" -> args != null && proxy == args[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "Chaos[" + origin.points.name() + " of " + target + "]";
    };
  }

  /**
   * {@code unwrap} and {@code isWrapperFor}: this proxy first, then what it stands for, then what
   * that stands for.
   */
  private @Nullable Object ofWrapper(Object proxy, Method method, @Nullable Object[] args)
      throws Exception {
    Class<?> type = (Class<?>) args[0];
    boolean unwrap = method.getName().equals("unwrap");
    if (type == null) {
      return Forward.call(target, method, args);
    }
    if (type.isInstance(proxy)) {
      return unwrap ? proxy : (Object) true;
    }
    if (type.isInstance(target)) {
      return unwrap ? target : (Object) true;
    }
    return Forward.call(target, method, args);
  }
}
