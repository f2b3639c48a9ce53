package dev.spike.chaos.jdbc;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.sql.SQLException;

/** Takes the physical connection away from under a call that needs it. */
record ConnectionKilled() implements CallFault {
  @Override
  public String kind() {
    return "connection-killed";
  }

  @Override
  public Effect begin(Lease lease) {
    return new Effect() {
      @Override
      public boolean fits(Hit hit) {
        return hit.subject() instanceof JdbcCall call
            && call.operation() != JdbcCall.Operation.ACQUIRE;
      }

      @Override
      public void act(Hit hit) throws SQLException {
        if (hit.subject() instanceof JdbcCall call) {
          call.killConnection();
        }
      }
    };
  }
}
