package org.theoria.cli;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.RankState;

/**
 * The state of an elimination in a {@link StateFile}: the SHA-256 of what is being asked, and the
 * {@link RankState}.
 *
 * @param file where
 * @param name what the user calls it
 * @param question the digest of network, inputs and options
 */
record RankCheckpoint(Path file, String name, byte[] question) {
  private static final String MAGIC = "theoria rank state 2\n";

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
    return Optional.of(
        whole()
            .read(
                in -> {
                  if (!Arrays.equals(in.readNBytes(question.length), question)) {
                    throw whole()
                        .refused(
                            "the state of this network, these data and options, got that of"
                                + " others");
                  }
                  return RankState.read(in);
                }));
  }

  private StateFile whole() {
    return new StateFile(file, name, MAGIC, "the state of an elimination");
  }

  /** Writes the state, or leaves what is there. */
  void write(RankState state) {
    try {
      whole()
          .write(
              out -> {
                out.write(question);
                state.write(out);
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
