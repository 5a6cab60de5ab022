package org.theoria.network.rank;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An elimination modulo a prime, stopped between two panels: the rows and columns that no pivot
 * stands in yet (the Schur complement of the pivots) are all that the rank still depends on.
 *
 * @param before the primes that are done
 * @param prime the prime in hand
 * @param form what matrix is eliminated
 * @param allRows its rows
 * @param allColumns its columns
 * @param rank the pivots that were found
 * @param column the columns that are done
 * @param fromReserve how many of the pivots are rows of the reserve ({@link DenseElimination})
 * @param rows the rows without a pivot, residues from {@code first} on
 * @param first where in each of them the columns begin that are not done
 */
public record RankState(
    List<Finished> before,
    long prime,
    Form form,
    int allRows,
    int allColumns,
    int rank,
    int column,
    int fromReserve,
    double[][] rows,
    int first) {

  /** A prime modulo which the rank is known. */
  public record Finished(long prime, int rank, double log2Error) {}

  /** What matrix is eliminated. */
  public enum Form {
    /** J D Jᵀ for a random diagonal D: {@link DenseForm#gram}. */
    GRAM,
    /** Random combinations of the rows of J, in the columns that matter; the last ones of all. */
    MIXED,
    /** J in the columns that matter. */
    COLUMNS
  }

  public RankState {
    before = List.copyOf(before);
  }

  /** Writes it: numbers big-endian, each residue as an int. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(before.size());
    for (Finished f : before) {
      out.writeLong(f.prime());
      out.writeInt(f.rank());
      out.writeDouble(f.log2Error());
    }
    out.writeLong(prime);
    out.writeUTF(form.name());
    out.writeInt(allRows);
    out.writeInt(allColumns);
    out.writeInt(rank);
    out.writeInt(column);
    out.writeInt(fromReserve);
    out.writeInt(rows.length);
    int width = allColumns - column;
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * width);
    for (double[] row : rows) {
      buffer.clear();
      for (int l = 0; l < width; l++) {
        buffer.putInt((int) row[first + l]);
      }
      out.write(buffer.array(), 0, buffer.position());
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException where it is cut off, or what it says is contradictory
   */
  public static RankState read(DataInputStream in) throws IOException {
    int finished = in.readInt();
    require(finished >= 0 && finished <= LocalRank.MOST_PRIMES, "primes", finished);
    List<Finished> before = new ArrayList<>();
    for (int i = 0; i < finished; i++) {
      before.add(new Finished(in.readLong(), in.readInt(), in.readDouble()));
    }
    long prime = in.readLong();
    require(
        prime >= DoubleResidues.SMALLEST && prime <= DoubleResidues.LARGEST, "the prime", prime);
    Form form = form(in.readUTF());
    int allRows = in.readInt();
    int allColumns = in.readInt();
    int rank = in.readInt();
    int column = in.readInt();
    int fromReserve = in.readInt();
    int height = in.readInt();
    require(allRows >= 0 && rank >= 0 && rank <= allRows, "the rank", rank);
    require(column >= rank && column <= allColumns, "the column", column);
    require(
        fromReserve >= 0 && fromReserve <= Math.min(rank, DenseRank.reserve(form)),
        "the pivots of the reserve",
        fromReserve);
    require(height == allRows - rank, "the rows", height);
    // row by row: a damaged count ends with the file, not with the memory
    List<double[]> rows = new ArrayList<>();
    byte[] bytes = new byte[Integer.BYTES * (allColumns - column)];
    for (int i = 0; i < height; i++) {
      in.readFully(bytes);
      double[] row = new double[allColumns - column];
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      for (int l = 0; l < row.length; l++) {
        row[l] = buffer.getInt();
        require(Math.abs(row[l]) <= prime / 2.0 + DoubleResidues.SLACK, "a residue", (long) row[l]);
      }
      rows.add(row);
    }
    return new RankState(
        before,
        prime,
        form,
        allRows,
        allColumns,
        rank,
        column,
        fromReserve,
        rows.toArray(double[][]::new),
        0);
  }

  private static Form form(String name) throws IOException {
    for (Form form : Form.values()) {
      if (form.name().equals(name)) {
        return form;
      }
    }
    throw new IOException("the form cannot be " + name);
  }

  private static void require(boolean holds, String what, long value) throws IOException {
    if (!holds) {
      throw new IOException(what + " cannot be " + value);
    }
  }
}
