package dev.spike.samples.storefront.backend;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Set;

/**
 * Tells the pool which errors mean that a connection is gone. Without it HikariCP knows the states
 * of class 08 and few others; a connection that H2 calls closed would be lent again and again, as
 * one that was in use within the last 500 ms is not tested.
 */
public final class DeadConnections implements SQLExceptionOverride {
  /**
   * Object closed, database closed, connection broken, database called at shut-down: as H2 does.
   */
  private static final Set<String> GONE = Set.of("90007", "90098", "90067", "90121");

  @java.lang.Override
  public Override adjudicate(SQLException e) {
    boolean gone =
        e instanceof SQLNonTransientConnectionException
            || e instanceof SQLRecoverableException
            || (e.getSQLState() != null && GONE.contains(e.getSQLState()));
    return gone ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
