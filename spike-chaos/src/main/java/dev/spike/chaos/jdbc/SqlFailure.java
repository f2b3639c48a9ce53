package dev.spike.chaos.jdbc;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Lease;
import java.util.Locale;

/** An exception as a driver would make it of an error of its database. */
record SqlFailure(SqlError error, Vendor vendor) implements CallFault {
  @Override
  public String kind() {
    return "sql-" + error.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Effect begin(Lease lease) {
    return hit -> {
      throw vendor.exceptionOf(error);
    };
  }
}
