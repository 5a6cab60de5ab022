package org.theoria.network.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads {@code .npz}: a zip archive of arrays in NPY format, each the member NAME.npy. */
public final class NpzReader {
  private static final int MAXIMUM_MEMBERS = 4096;
  private static final String SUFFIX = ".npy";

  private NpzReader() {}

  /**
   * All arrays of an archive by name, in the order of the archive.
   *
   * @param name the file as the user wrote it, for messages
   * @throws ArrayFileException when it is no such archive; see also {@link NpyReader#read}
   * @throws IOException when the file cannot be read
   */
  public static SequencedMap<String, FileArray> read(Path file, String name) throws IOException {
    SequencedMap<String, FileArray> arrays = new LinkedHashMap<>();
    long entries = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MAXIMUM_MEMBERS) {
        throw new ArrayFileException(
            name, "at most " + MAXIMUM_MEMBERS + " members", Integer.toString(zip.size()));
      }
      List<ZipEntry> members = new ArrayList<>();
      zip.stream().forEach(members::add);
      for (ZipEntry entry : members) {
        String member = entry.getName();
        if (!member.endsWith(SUFFIX)) {
          throw new ArrayFileException(name, "members NAME.npy", "member \"" + member + "\"");
        }
        String array = member.substring(0, member.length() - SUFFIX.length());
        try (CheckedInputStream in =
            new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
          FileArray read = NpyReader.read(in, name + ", member " + array);
          requireSum(entry, in.getChecksum().getValue(), name + ", member " + array);
          entries += read.values().length;
          if (arrays.put(array, read) != null) {
            throw new ArrayFileException(name, "each member once", "\"" + array + "\" twice");
          }
        }
        if (entries > FileArray.MAXIMUM_ENTRIES) {
          throw new ArrayFileException(
              name, "at most " + FileArray.MAXIMUM_ENTRIES + " entries in all", "more");
        }
      }
    } catch (ZipException e) {
      throw new ArrayFileException(
          name, "a zip archive of arrays (.npz)", String.valueOf(e.getMessage()));
    }
    return arrays;
  }

  /** The archive's own checksum, which {@link ZipFile} does not look at. */
  private static void requireSum(ZipEntry entry, long sum, String name) {
    if (entry.getCrc() != sum) {
      throw new ArrayFileException(
          name,
          "bytes of CRC-32 " + Long.toHexString(entry.getCrc()),
          Long.toHexString(sum) + ": the file is damaged");
    }
  }

  /** Whether a file that begins with these bytes is a zip archive. */
  public static boolean isArchive(byte[] start) {
    return start.length >= 4
        && start[0] == 'P'
        && start[1] == 'K'
        && (start[2] == 3 || start[2] == 5)
        && (start[3] == 4 || start[3] == 6);
  }

  /** An array of this name; an exception that lists the names there are. */
  public static FileArray member(Map<String, FileArray> arrays, String member, String file) {
    FileArray array = arrays.get(member);
    if (array == null) {
      throw new ArrayFileException(
          file,
          "a member " + member,
          arrays.isEmpty() ? "no members" : "members " + String.join(", ", arrays.keySet()));
    }
    return array;
  }
}
