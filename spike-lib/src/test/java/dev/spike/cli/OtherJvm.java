package dev.spike.cli;

import dev.spike.ScenarioProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the command line in another JVM, which finds the tiny scenario on its class path. */
final class OtherJvm {
  private OtherJvm() {}

  /** This JVM's class path, and before it a folder that names the tiny scenario's provider. */
  static String classPath(Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("services/META-INF/services"));
    Files.writeString(
        services.resolve(ScenarioProvider.class.getName()), TinyProvider.class.getName() + "\n");
    return folder.resolve("services") + File.pathSeparator + System.getProperty("java.class.path");
  }

  static ProcessBuilder command(Path folder, String... args) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    words.addAll(List.of("-cp", classPath(folder), Main.class.getName()));
    words.addAll(List.of(args));
    return new ProcessBuilder(words)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile());
  }
}
