package dev.spike.samples.storefront.auth;

/** A password as it is kept: what it was salted with, and the hash. Immutable by convention. */
final class SaltedHash {
  final byte[] salt;
  final byte[] hash;

  SaltedHash(byte[] salt, byte[] hash) {
    this.salt = salt;
    this.hash = hash;
  }
}
