package dev.spike.samples.storefront.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL cluster of its own, from Debian's binaries, on an ephemeral port of the loopback
 * address. It is stopped and its files are deleted on close.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path bin;
  private final Path folder;
  private final int port;

  private PostgresServer(Path bin, Path folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** Where the newest version's binaries are; empty if there is none on this machine. */
  public static Optional<Path> binaries() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  /** Makes a cluster and starts it; returns when it accepts connections. */
  public static PostgresServer start(Path bin) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("spike-postgres");
    PostgresServer server = new PostgresServer(bin, folder, freePort());
    try {
      if (isRoot()) {
        run(List.of("chown", "postgres", folder.toString()));
      }
      server.runAsOwner("initdb", "-D", server.data(), "-A", "trust", "-U", "postgres", "-N");
      String options =
          "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
              .formatted(server.port);
      server.runAsOwner(
          "pg_ctl", "-D", server.data(), "-l", server.log(), "-w", "-o", options, "start");
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.deleteFiles();
      throw e;
    }
  }

  /** To connect with. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      runAsOwner("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    } finally {
      deleteFiles();
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private String log() {
    return folder.resolve("log").toString();
  }

  /** PostgreSQL refuses to run as root: then its own user, made by the package, runs it. */
  private void runAsOwner(String binary, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin.resolve(binary).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("spike-postgres", ".out");
    try {
      // To a file, not a pipe: the server inherits it and would keep a pipe open.
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        throw new IOException(command + " failed: " + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void deleteFiles() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
