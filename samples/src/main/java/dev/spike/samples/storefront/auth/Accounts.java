package dev.spike.samples.storefront.auth;

import dev.spike.chaos.ChaosPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks passwords and opens sessions. Keeps salted hashes, no passwords. Where a real service
 * would ask its database, there is a place for faults to get in. Thread-safe.
 */
public final class Accounts {
  private static final ChaosPoint DATABASE = ChaosPoint.of("accounts.db");

  private final PasswordHash passwordHash;
  private final Sessions sessions;
  private final Map<String, SaltedHash> byName;
  private final SaltedHash nobody;

  /** Registers every user: costs as many hashes as there are users. */
  public Accounts(Users users, PasswordHash passwordHash, Sessions sessions) {
    this.passwordHash = passwordHash;
    this.sessions = sessions;
    Map<String, SaltedHash> accounts = new HashMap<>();
    for (int i = 0; i < Users.COUNT; i++) {
      accounts.put(users.name(i), passwordHash.salted(users.password(i)));
    }
    byName = Map.copyOf(accounts);
    nobody = passwordHash.salted("");
  }

  /**
   * Logs a user in.
   *
   * @return a session token, or empty if the name or the password is wrong
   */
  public Optional<String> login(String user, String password) {
    DATABASE.hit();
    SaltedHash known = byName.get(user);
    // An unknown user costs a hash too: the time of the answer must not tell which names exist.
    boolean matches = passwordHash.matches(password, known == null ? nobody : known);
    return matches && known != null ? Optional.of(sessions.open(user)) : Optional.empty();
  }

  /** The sessions it opens. */
  public Sessions sessions() {
    return sessions;
  }
}
