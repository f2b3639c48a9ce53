package dev.spike.chaos.control;

import dev.spike.chaos.NearestNames;
import java.util.Collection;
import java.util.List;

/** A request that is not carried out: its status and one line that says why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MAX_SHOWN = 60;

  private final int status;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, message);
  }

  int status() {
    return status;
  }

  /** A value as it may stand in a message: whoever sent it may have sent anything. */
  static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
  }

  /** What to write instead: the nearest names, or all. */
  static String instead(String name, Collection<String> names) {
    List<String> near = NearestNames.to(shown(name), names);
    return String.join(" or ", near.isEmpty() ? names : near);
  }
}
