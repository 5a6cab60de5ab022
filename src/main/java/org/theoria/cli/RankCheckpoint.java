package org.theoria.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.RankState;
import org.theoria.search.WholeFile;

/**
 * The state of an elimination in a file: {@value #MAGIC}, the SHA-256 of what is being asked, the
 * {@link RankState}, and the CRC-32 of all that; a {@link WholeFile}.
 *
 * @param file where
 * @param name what the user calls it
 * @param question the digest of network, inputs and options
 */
record RankCheckpoint(Path file, String name, byte[] question) {
  private static final String MAGIC = "theoria rank state 2\n";
  private static final int BUFFER = 1 << 20;

  /** The digest of all that the rank depends on. */
  static byte[] digest(LocalRank rank, KinkPolicy kinks, long seed, int errorBits) {
    MessageDigest sha = Sha256.begin();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(java.io.OutputStream.nullOutputStream(), sha)))) {
      Network f = rank.pattern().network();
      out.writeInt(f.depth());
      for (int h = 1; h <= f.depth(); h++) {
        out.writeUTF(f.activation(h).id());
        write(out, f.weight(h));
        write(out, f.bias(h));
      }
      write(out, rank.inputs());
      out.writeInt(rank.rows());
      out.writeUTF(kinks.name());
      out.writeLong(seed);
      out.writeInt(errorBits);
    } catch (IOException e) {
      throw new IllegalStateException("a stream that goes nowhere failed: " + e, e);
    }
    return sha.digest();
  }

  private static void write(DataOutputStream out, RationalMatrix m) throws IOException {
    out.writeInt(m.rows());
    out.writeInt(m.columns());
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        byte[] text = m.get(i, j).toString().getBytes(StandardCharsets.US_ASCII);
        out.writeInt(text.length);
        out.write(text);
      }
    }
  }

  /** Where an earlier run stopped; empty where the file is not there yet. */
  Optional<RankState> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), new CRC32());
        DataInputStream in = new DataInputStream(checked)) {
      byte[] magic = in.readNBytes(MAGIC.length());
      if (!Arrays.equals(magic, MAGIC.getBytes(StandardCharsets.US_ASCII))) {
        throw refused("the state of an elimination, got another file");
      }
      if (!Arrays.equals(in.readNBytes(question.length), question)) {
        throw refused("the state of this network, these data and options, got that of others");
      }
      RankState state = RankState.read(in);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw refused("a whole file, got one whose check sum is wrong");
      }
      if (in.read() >= 0) {
        throw refused("a whole file, got one with more after its end");
      }
      return Optional.of(state);
    } catch (EOFException e) {
      throw new UsageException(
          "--resume: " + name + ": expected a whole file, got a part of one", e);
    } catch (IOException e) {
      throw new UsageException("--resume: " + name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private UsageException refused(String what) {
    return new UsageException("--resume: " + name + ": expected " + what);
  }

  /** Writes the state, or leaves what is there. */
  void write(RankState state) {
    try {
      WholeFile.write(
          file,
          whole -> {
            CheckedOutputStream checked = new CheckedOutputStream(whole, new CRC32());
            DataOutputStream out = new DataOutputStream(checked);
            out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
            out.write(question);
            state.write(out);
            out.writeLong(checked.getChecksum().getValue());
          });
    } catch (IOException e) {
      throw new UsageException("--resume: " + name + ": cannot be written: " + IoReason.of(e), e);
    }
  }

  /** The answer is there: the state is of no use any more. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UsageException("--resume: " + name + ": cannot be deleted: " + e.getMessage(), e);
    }
  }
}
