package dev.spike.remote.process;

import java.io.IOException;

/** A child JVM that holds 50 MB and a few threads until its input ends. */
final class Holder {
  private Holder() {}

  public static void main(String[] args) throws IOException {
    byte[][] held = new byte[50][];
    for (int i = 0; i < held.length; i++) {
      held[i] = new byte[1 << 20];
    }
    System.out.println("holding " + held.length);
    while (System.in.read() >= 0) {
      // Until the parent closes the pipe or is gone.
    }
    System.out.println("held " + held.length);
  }
}
