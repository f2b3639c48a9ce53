package dev.spike.chaos.jdbc;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.StandingFault;
import dev.spike.chaos.fault.Delay;
import dev.spike.chaos.fault.Faults;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Where faults of databases are made, to be placed on the points of a {@link ChaosDataSource}. A
 * slow acquire is a {@link Faults#latency} on {@code name.acquire}.
 */
public final class JdbcFaults {
  private JdbcFaults() {}

  /**
   * Statements whose text has a match take so much longer; on {@code name}.
   *
   * @param sql a regular expression, case ignored, looked for anywhere in the statement
   * @throws java.util.regex.PatternSyntaxException when it is none
   */
  public static CallFault slowQuery(String sql, Delay delay) {
    return new SlowQuery(
        Pattern.compile(sql, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), Faults.latency(delay));
  }

  /** Calls fail as PostgreSQL's would; on any of the points. */
  public static CallFault sqlError(SqlError error) {
    return sqlError(error, Vendor.POSTGRESQL);
  }

  /** Calls fail as they would with that vendor's database and driver; on any of the points. */
  public static CallFault sqlError(SqlError error, Vendor vendor) {
    return new SqlFailure(error, vendor);
  }

  /**
   * The connection is lost while a commit is under way: half of them, as drawn, have been done and
   * half have not, and the caller learns neither; on {@code name.commit}.
   *
   * <p>The pool learns of it by the driver's own exception, which is a suppressed one of what the
   * caller gets. H2's has no SQLSTATE that HikariCP knows: there the dead connection goes back to
   * the pool and may be handed out again, as HikariCP checks none that was used less than 500 ms
   * ago unless {@code com.zaxxer.hikari.aliveBypassWindowMs} is set to -1. The same goes for {@link
   * #connectionKilled}.
   */
  public static CallFault commitOutcomeUnknown() {
    return new CommitOutcomeUnknown();
  }

  /**
   * The physical connection is closed below the pool, right before it is used: the driver's own
   * exception comes of it, and whatever the pool does then; on {@code name} or {@code name.commit}.
   */
  public static CallFault connectionKilled() {
    return new ConnectionKilled();
  }

  /**
   * Connections that are closed are not given back, until the fault is reverted; on {@code
   * name.close}.
   */
  public static CallFault connectionsLeaked() {
    return new ConnectionsLeaked();
  }

  /**
   * So many connections are taken and held, as soon as the pool has them to give.
   *
   * @param connections 1 or more
   */
  public static StandingFault poolExhausted(DataSource pool, int connections) {
    return Faults.holding("pool-exhausted", pool::getConnection, connections);
  }
}
