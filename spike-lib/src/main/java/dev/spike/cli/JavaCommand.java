package dev.spike.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM like this one is started.
 *
 * @param words the executable, its options and its class path
 */
record JavaCommand(List<String> words) {
  /** The same Java with the same options and class path; a debugger's port is not taken twice. */
  static JavaCommand ofThisJvm() {
    return withClassPath(System.getProperty("java.class.path", ""));
  }

  static JavaCommand withClassPath(String classPath) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.contains("jdwp"))
        .forEach(words::add);
    words.addAll(List.of("-cp", classPath));
    return new JavaCommand(words);
  }
}
