package dev.spike.remote.toxiproxy;

import java.time.Duration;

/**
 * What one client may use of the control API; the times are Toxiproxy's.
 *
 * @param connections most of them at a time
 * @param body most bytes of one
 * @param allBodies most bytes of all that are held at a time, over all clients
 * @param read from a request's first byte to its last
 * @param answer from there to the answer
 * @param write to take the answer
 * @param idle from there to the next request's first byte
 * @param drain for a client that is still sending what was refused
 */
record Limits(
    int connections,
    int body,
    long allBodies,
    Duration read,
    Duration answer,
    Duration write,
    Duration idle,
    Duration drain) {
  static Limits standard() {
    return new Limits(
        512,
        1 << 20,
        32L << 20,
        Duration.ofSeconds(15),
        Duration.ofSeconds(25),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(1));
  }
}
