package dev.spike.chaos.jdbc;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers a close without doing it, and makes up for it at the revert. */
record ConnectionsLeaked() implements CallFault {
  @Override
  public String kind() {
    return "connections-leaked";
  }

  @Override
  public Effect begin(Lease lease) {
    return new Leak(lease);
  }

  private static final class Leak implements Effect {
    private final Lease lease;
    private final Queue<JdbcCall> open = new ConcurrentLinkedQueue<>();

    Leak(Lease lease) {
      this.lease = lease;
    }

    @Override
    public boolean fits(Hit hit) {
      return hit.subject() instanceof JdbcCall call && call.operation() == JdbcCall.Operation.CLOSE;
    }

    /** One that comes while the fault ends closes as it should. */
    @Override
    public void act(Hit hit) throws SQLException {
      if (hit.subject() instanceof JdbcCall call) {
        hit.answer(null);
        call.postpone();
        open.add(call);
        if (lease.isReverted()) {
          close();
        }
      }
    }

    @Override
    public void close() throws SQLException {
      SQLException thrown = null;
      for (JdbcCall call = open.poll(); call != null; call = open.poll()) {
        try {
          call.runForReal();
        } catch (SQLException e) {
          thrown = e;
        }
      }
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
