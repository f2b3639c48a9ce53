package dev.spike.samples.storefront.backend;

import java.sql.SQLException;

/** The database refused or could not be reached; the cause says which. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
