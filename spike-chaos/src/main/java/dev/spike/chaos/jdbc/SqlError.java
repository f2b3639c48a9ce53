package dev.spike.chaos.jdbc;

/** Errors of databases that applications have to live with. */
public enum SqlError {
  /** The transaction cannot be serialized with others: 40001, to be repeated as a whole. */
  SERIALIZATION_FAILURE,
  /** The transaction was chosen to end a deadlock: 40P01 of PostgreSQL, to be repeated. */
  DEADLOCK,
  /** The connection broke: 08006, of use no more. */
  CONNECTION_LOST,
  /** The key exists: 23505, not to be repeated. */
  UNIQUE_VIOLATION
}
