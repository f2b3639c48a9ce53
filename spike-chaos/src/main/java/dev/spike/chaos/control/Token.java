package dev.spike.chaos.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The secret that every request has to show (RFC 6750). Its text is shown to nobody by itself. */
record Token(String secret) {
  private static final int BYTES = 24;
  private static final String SCHEME = "Bearer ";
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._~+/-]{16,200}=*");

  Token {
    if (!RULE.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          "The token had %d characters, but must be 16 to 200 letters, digits or any of . _ ~ + / -: leave it out to have one generated"
              .formatted(secret.length()));
    }
  }

  static Token generated() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Token(HexFormat.of().formatHex(bytes));
  }

  String header() {
    return SCHEME + secret;
  }

  /** Takes equally long whichever character is the first wrong one. */
  boolean isShownBy(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            secret.getBytes(UTF_8), header.substring(SCHEME.length()).strip().getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "Token[hidden]";
  }
}
