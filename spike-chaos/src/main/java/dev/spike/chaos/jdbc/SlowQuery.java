package dev.spike.chaos.jdbc;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.util.regex.Pattern;

/** A delay of those statements only that a pattern is found in. */
record SlowQuery(Pattern sql, CallFault delay) implements CallFault {
  @Override
  public String kind() {
    return "slow-query";
  }

  @Override
  public Effect begin(Lease lease) {
    Effect delaying = delay.begin(lease);
    return new Effect() {
      @Override
      public boolean fits(Hit hit) {
        return hit.subject() instanceof JdbcCall call && sql.matcher(call.sql()).find();
      }

      @Override
      public void act(Hit hit) throws Throwable {
        delaying.act(hit);
      }
    };
  }
}
