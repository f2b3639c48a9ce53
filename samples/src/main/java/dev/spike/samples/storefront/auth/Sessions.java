package dev.spike.samples.storefront.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Session tokens and whose they are, bounded in number and in age. Thread-safe. */
public final class Sessions {
  private static final int TOKEN_BYTES = 24;

  private final SecureRandom random = new SecureRandom();
  private final Cache<String, String> userByToken;

  /**
   * Makes an empty one.
   *
   * @param limit the most sessions kept; the least useful are forgotten first
   * @param lifetime how long a session is valid
   */
  public Sessions(int limit, Duration lifetime) {
    this(limit, lifetime, Ticker.systemTicker());
  }

  Sessions(int limit, Duration lifetime, Ticker ticker) {
    if (limit < 1) {
      throw new IllegalArgumentException("session limit of %d: give 1 or more".formatted(limit));
    }
    userByToken =
        Caffeine.newBuilder().maximumSize(limit).expireAfterWrite(lifetime).ticker(ticker).build();
  }

  /** Opens a session: a token that cannot be guessed, bound to the user. */
  public String open(String user) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    userByToken.put(token, user);
    return token;
  }

  /** Whose token it is; empty if it is unknown or has expired. */
  public Optional<String> userOf(String token) {
    return Optional.ofNullable(userByToken.getIfPresent(token));
  }

  long size() {
    userByToken.cleanUp();
    return userByToken.estimatedSize();
  }
}
