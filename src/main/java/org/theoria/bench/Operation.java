package org.theoria.bench;

import java.util.Locale;
import org.theoria.backend.Form;
import org.theoria.backend.Precision;

/** What a backend does in one call, with its work: flops, and entries moved to and from memory. */
sealed interface Operation {

  /** Floating-point operations; a sum, product, comparison, quotient or root counts 1. */
  long flops();

  /**
   * Entries of matrices that must be read plus those that must be written, each once: what is left
   * where everything that is used again within the operation is in a cache.
   */
  long entries();

  /** The kind of work: operations of one name have one rate. */
  String name();

  /** {@link #entries} in bytes. */
  default long bytes(Precision precision) {
    return entries() * precision.bytes();
  }

  /**
   * c ← op(a)·op(b): 2·m·n·k flops; m·k + k·n entries read, m·n written.
   *
   * @param rows m
   * @param columns n
   * @param inner k
   */
  record Product(int rows, int columns, int inner, Form a, Form b) implements Operation {
    @Override
    public long flops() {
      return 2L * rows * columns * inner;
    }

    @Override
    public long entries() {
      return (long) rows * inner + (long) inner * columns + (long) rows * columns;
    }

    @Override
    public String name() {
      return String.format(
          Locale.ROOT,
          "product a%s·b%s",
          a == Form.TRANSPOSED ? "ᵀ" : "",
          b == Form.TRANSPOSED ? "ᵀ" : "");
    }
  }

  /**
   * A pass over a matrix.
   *
   * @param kind what it does
   * @param rows of the matrix
   * @param columns of the matrix
   */
  record Pass(Kind kind, int rows, int columns) implements Operation {
    @Override
    public long flops() {
      return (long) kind.flops * rows * columns;
    }

    @Override
    public long entries() {
      return (long) kind.entries * rows * columns + (long) kind.entriesOfRow * rows;
    }

    @Override
    public String name() {
      return kind.text;
    }
  }

  /** An exponential: reduction of the argument, a polynomial of degree 7 or more, a scaling. */
  int EXPONENTIAL = 20;

  /** The passes of an epoch, with the work for each entry and for each row. */
  enum Kind {
    /** z ← z + b·𝟙ᵀ, out ← max(z, 0): z read, z and out written, b read once a row. */
    BIAS_RELU("bias and ReLU", 2, 3, 1),

    /** z ← z + b·𝟙ᵀ: z read and written, b read once a row. */
    BIAS("bias", 1, 2, 1),

    /** Δ ← (Σ y)·softmax(z) − y: z and y read, Δ written; y summed, a product, a difference. */
    LOSS_GRADIENT("softmax-cross-entropy", 7 + EXPONENTIAL, 3, 0),

    /** Δ ← σ'(z)∘Δ: z and Δ read, Δ written; a comparison, a product. */
    PULL_BACK("back through ReLU", 2, 3, 0),

    /** The gradient of a bias: an entry read and added, a sum a row written. */
    ROW_SUMS("row sums", 1, 1, 1),

    /**
     * m ← β₁m + (1−β₁)g (3 flops), v ← β₂v + (1−β₂)g∘g (4), θ ← θ − r·m/(√v·s + ε) (6): g, m, v, θ
     * read, m, v, θ written.
     */
    ADAM("Adam", 13, 7, 0),

    /** The examples of a batch copied from where they are, as columns; its row numbers come too. */
    GATHER("gather", 0, 2, 0);

    private final String text;
    private final int flops;
    private final int entries;
    private final int entriesOfRow;

    Kind(String text, int flops, int entries, int entriesOfRow) {
      this.text = text;
      this.flops = flops;
      this.entries = entries;
      this.entriesOfRow = entriesOfRow;
    }
  }
}
