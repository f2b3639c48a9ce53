package dev.spike.samples.storefront.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salted PBKDF2 with HMAC-SHA-256 (RFC 8018, section 5.2). Its cost grows linearly with the number
 * of iterations; production uses hundreds of thousands, which at 500 logins would take two cores
 * the better part of a minute. Thread-safe.
 */
public final class PasswordHash {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final int FEWEST_ITERATIONS = 100;
  private static final int TRIAL_ITERATIONS = 1_000;

  /** Long enough for the hash to be compiled: interpreted it is several times slower. */
  private static final long TRIAL_NANOS = 500_000_000L;

  private final int iterations;
  private final SecureRandom random = new SecureRandom();

  /**
   * A hash of the given cost.
   *
   * @param iterations 1 or more
   */
  public PasswordHash(int iterations) {
    if (iterations < 1) {
      throw new IllegalArgumentException(
          "hash iterations of %d: give 1 or more, or leave it out to have it calibrated"
              .formatted(iterations));
    }
    this.iterations = iterations;
  }

  /**
   * Finds the cost that takes about the given time on this machine: the fastest of several trials,
   * so that a moment's load on the machine does not make passwords cheap.
   */
  public static PasswordHash calibrated(Duration cost) {
    PasswordHash trial = new PasswordHash(TRIAL_ITERATIONS);
    byte[] salt = new byte[SALT_BYTES];
    long fastest = Long.MAX_VALUE;
    long begin = System.nanoTime();
    for (long start = begin; start - begin < TRIAL_NANOS; start = System.nanoTime()) {
      trial.hash("calibration", salt);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    double wanted = (double) TRIAL_ITERATIONS * cost.toNanos() / fastest;
    return new PasswordHash((int) Math.max(FEWEST_ITERATIONS, Math.min(wanted, 10_000_000)));
  }

  /** The cost. */
  public int iterations() {
    return iterations;
  }

  SaltedHash salted(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new SaltedHash(salt, hash(password, salt));
  }

  boolean matches(String password, SaltedHash expected) {
    return MessageDigest.isEqual(expected.hash, hash(password, expected.salt));
  }

  private byte[] hash(String password, byte[] salt) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not available in this JDK", e);
    } finally {
      spec.clearPassword();
    }
  }
}
