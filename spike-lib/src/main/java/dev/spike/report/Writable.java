package dev.spike.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether files can be written, found out before anything is lost. */
final class Writable {
  private Writable() {}

  /** Opens a file for writing and leaves what is in it. */
  static RandomAccessFile open(Path path) {
    check(path);
    try {
      return new RandomAccessFile(path.toFile(), "rw");
    } catch (IOException e) {
      throw refused(path, "cannot be written (" + e + "): give another path or the right to write");
    }
  }

  /** Refuses a path at which no file can be made or replaced. */
  static void check(Path path) {
    Path folder = folder(path);
    if (!Files.isDirectory(folder)) {
      throw refused(path, "its folder does not exist: create " + folder + " first");
    }
    if (Files.isDirectory(path)) {
      throw refused(path, "it is a folder: give the path of a file");
    }
    if (!Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))) {
      throw refused(path, "it must be writable: give another path or the right to write");
    }
  }

  static Path folder(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path.toAbsolutePath() : folder;
  }

  /** A file that could be opened and then not written, such as on a full disk. */
  static UncheckedIOException failed(Path path, IOException cause) {
    return new UncheckedIOException(
        "result file " + path + " could not be written: " + cause.getMessage(), cause);
  }

  private static IllegalArgumentException refused(Path path, String why) {
    return new IllegalArgumentException("result file " + path + ": " + why);
  }
}
