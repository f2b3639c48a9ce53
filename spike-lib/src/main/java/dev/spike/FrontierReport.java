package dev.spike;

import dev.spike.frontier.Finding;
import dev.spike.report.FrontierFile;
import dev.spike.report.FrontierText;
import java.nio.file.Path;

/**
 * What a search for the recovery frontier found. Immutable.
 *
 * @param finding thresholds, and every trial
 * @param trials the runs of the trials, each a scenario's result named after its scenario and
 *     number; also those that do not count
 */
public record FrontierReport(Finding finding, Report trials) {
  /**
   * Writes the finding as JSON, described in docs/frontier.md.
   *
   * @throws IllegalArgumentException when the folder is missing or the file cannot be written
   */
  public void write(Path path) {
    FrontierFile.write(finding, path);
  }

  /** The finding for people: thresholds by height, what was noticed, and every trial. */
  @Override
  public String toString() {
    return FrontierText.of(finding);
  }
}
