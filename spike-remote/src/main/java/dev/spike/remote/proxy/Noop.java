package dev.spike.remote.proxy;

/** Passes everything on as it comes. */
public record Noop() implements Toxic {
  @Override
  public String type() {
    return "noop";
  }
}
