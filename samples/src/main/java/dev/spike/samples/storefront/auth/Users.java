package dev.spike.samples.storefront.auth;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The generated users {@code user-000} to {@code user-499}. The same seed gives the same passwords,
 * so that the load side knows them without being told. Immutable.
 */
public final class Users {
  /** How many there are. */
  public static final int COUNT = 500;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int PASSWORD_LENGTH = 16;

  private final long seed;

  /** The users of one seed. */
  public Users(long seed) {
    this.seed = seed;
  }

  /** The name of user i, 0 to 499. */
  public String name(int i) {
    return "user-%03d".formatted(Objects.checkIndex(i, COUNT));
  }

  /** The password of user i, 0 to 499. */
  public String password(int i) {
    // An odd multiplier keeps the generators of neighbouring users apart.
    SplittableRandom random =
        new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (Objects.checkIndex(i, COUNT) + 1));
    StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
    for (int c = 0; c < PASSWORD_LENGTH; c++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
