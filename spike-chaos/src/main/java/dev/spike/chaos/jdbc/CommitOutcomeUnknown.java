package dev.spike.chaos.jdbc;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;

/**
 * Commits or does not, by the hit's own number, and loses the connection either way: SQLSTATE
 * 08007, "transaction resolution unknown" (ISO/IEC 9075-2).
 */
record CommitOutcomeUnknown() implements CallFault {
  @Override
  public String kind() {
    return "commit-outcome-unknown";
  }

  @Override
  public Effect begin(Lease lease) {
    return new Effect() {
      @Override
      public boolean fits(Hit hit) {
        return hit.subject() instanceof JdbcCall call
            && call.operation() == JdbcCall.Operation.COMMIT;
      }

      @Override
      public void act(Hit hit) throws SQLException {
        if (hit.subject() instanceof JdbcCall call) {
          lose(call, hit.uniform() < 0.5);
        }
      }
    };
  }

  private static void lose(JdbcCall call, boolean committed) throws SQLException {
    if (committed) {
      call.runForReal();
    } else {
      call.rollBack();
    }
    call.killConnection();
    SQLException lost =
        new SQLRecoverableException(
            "The connection was lost while committing: whether it was done is unknown", "08007");
    // What is thrown here the pool below does not see; what the driver says of a dead one it does.
    JdbcCall.Step lastUse = call::rollBack;
    lastUse.runDespite(lost);
    throw lost;
  }
}
