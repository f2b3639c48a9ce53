package dev.spike.frontier;

/**
 * A spike that was tried.
 *
 * @param spike what was tried
 * @param answer what became of the target
 * @param purpose why this spike was chosen
 * @param detail one line for the reader
 */
public record Trial(Spike spike, Answer answer, Purpose purpose, String detail) {
  /** What became of the target. */
  public enum Answer {
    /** It did not come back: not recovered, or settled at a worse level. */
    STUCK,
    /** It came back. */
    CAME_BACK,
    /** Cannot be told, so the trial does not count. */
    NOT_COUNTED
  }

  /** Why a spike is tried. */
  public enum Purpose {
    /** Its answer is expected to tell most about the threshold. */
    INFORMATION,
    /** Nothing like it was tried: looks for answers that no threshold explains. */
    LOOK_AROUND,
    /** The answer before was a surprise, so the same spike is tried again. */
    CONFIRMATION
  }

  /** Whether it counts. */
  public boolean counts() {
    return answer != Answer.NOT_COUNTED;
  }
}
