package org.theoria.symbolic;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the child does after loading Symja and before the first question, so that an evaluation can
 * neither reach out nor leave anything behind. In layers:
 *
 * <ol>
 *   <li>Questions: only the heads of {@link FrameTag} can be built, and no text is parsed.
 *   <li>Symja: {@link SymjaSetup} takes away the functions of files, the network, processes, Java
 *       objects, attributes and settings.
 *   <li>Java: no protocol but those of the class path, no sockets, no names of hosts, an empty
 *       environment and no name or folder of the user.
 *   <li>The operating system (Linux, macOS): nothing can be opened any more, neither a file nor a
 *       socket nor a pipe to another process ({@link SystemCalls#openNothingMore}).
 * </ol>
 *
 * <p>Not contained: on Windows the fourth layer is missing; calls that open nothing (to delete or
 * rename a file, to make a folder, to ask whether a file exists) are stopped only by the first two
 * layers; Java's reflection is not switched off, only out of reach for the same reason. There is no
 * sandbox against hostile Java code: Symja's own jars are trusted.
 */
final class Containment {
  private static final Set<String> CLASS_PATH_PROTOCOLS = Set.of("file", "jar", "jrt");
  private static final long SEED = 0x7468656f726961L;

  private Containment() {}

  /** Closes the doors, in this order: what is needed later is opened first. */
  static void seal(Optional<SystemCalls> calls) {
    URL.setURLStreamHandlerFactory(Containment::refusing);
    refuseSockets();
    if (calls.isPresent()) {
      openClassPath();
      calls.get().openNothingMore();
      verifySealed();
    }
  }

  /** Null, for the class path's own protocols, means: as Java does it. */
  private static @Nullable URLStreamHandler refusing(String protocol) {
    if (CLASS_PATH_PROTOCOLS.contains(protocol)) {
      return null;
    }
    return new URLStreamHandler() {
      @Override
      protected URLConnection openConnection(URL url) throws IOException {
        throw new IOException("there is no network here: " + url.getProtocol());
      }
    };
  }

  @SuppressWarnings("deprecation") // there is no other way to refuse all sockets
  private static void refuseSockets() {
    try {
      Socket.setSocketImplFactory(Containment::noSocket);
      ServerSocket.setSocketFactory(Containment::noSocket);
      DatagramSocket.setDatagramSocketImplFactory(
          () -> {
            throw new UnsupportedOperationException("there is no network here");
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SocketImpl noSocket() {
    throw new UnsupportedOperationException("there is no network here");
  }

  /**
   * Classes that are not loaded yet must be found later without opening anything: opens every jar,
   * and loads our own classes where they lie in folders (as in a build).
   */
  private static void openClassPath() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    try {
      Enumeration<URL> none = loader.getResources("no/such/resource");
      if (none.hasMoreElements()) {
        throw new IllegalStateException("a resource that should not be: " + none.nextElement());
      }
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path folder = Path.of(entry);
        for (String used : List.of("org/theoria/symbolic", "org/theoria/arithmetic")) {
          if (Files.isDirectory(folder.resolve(used))) {
            loadAll(folder, folder.resolve(used), loader);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void loadAll(Path root, Path folder, ClassLoader loader) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
      for (Path file : files) {
        String path = root.relativize(file).toString();
        String name =
            path.substring(0, path.length() - ".class".length()).replace(File.separatorChar, '.');
        if (!name.endsWith("package-info")) {
          Class.forName(name, false, loader);
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  private static void verifySealed() {
    Path release = Path.of(System.getProperty("java.home"), "release");
    try (FileInputStream open = new FileInputStream(release.toFile())) {
      throw new IllegalStateException(release + " can still be opened: " + open);
    } catch (IOException refused) {
      return;
    }
  }

  /**
   * Symja's test for zero draws random points from the thread's generator, which Java seeds by the
   * clock: every question begins with the same seed.
   */
  static void resetRandomness() {
    Optional<Field> seed = SeedField.FIELD;
    if (seed.isPresent()) {
      var _ = ThreadLocalRandom.current(); // else its first use would seed it
      try {
        seed.get().setLong(Thread.currentThread(), SEED);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the seed was accessible", e);
      }
    }
  }

  private static final class SeedField {
    static final Optional<Field> FIELD = find();

    private SeedField() {}

    private static Optional<Field> find() {
      try {
        Field field = Thread.class.getDeclaredField("threadLocalRandomSeed");
        field.setAccessible(true);
        return Optional.of(field);
      } catch (NoSuchFieldException | RuntimeException e) {
        // a Java without this field, or started without --add-opens
        return Optional.empty();
      }
    }
  }
}
