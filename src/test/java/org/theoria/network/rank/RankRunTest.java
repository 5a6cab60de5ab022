package org.theoria.network.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.rank.LocalDimension.Certainty;
import org.theoria.network.rank.RankState.Form;

/** Eliminations that are stopped between two panels and taken up again. */
final class RankRunTest {

  /** Stops after so many panels; keeps every state, as bytes. */
  private static final class Recorded implements RankRun {
    private final int panels;
    private final Optional<byte[]> before;
    private final long bytes;
    private final List<byte[]> states = new ArrayList<>();
    private final List<Form> forms = new ArrayList<>();
    private double total;
    private double done;

    private Recorded(int panels, Optional<byte[]> before, long bytes) {
      this.panels = panels;
      this.before = before;
      this.bytes = bytes;
    }

    @Override
    public boolean cancelled() {
      return states.size() >= panels;
    }

    @Override
    public void begins(int rows, int columns, double all, double earlier) {
      total = all;
      done = earlier;
    }

    @Override
    public void advance(double multiplyAdds) {
      done += multiplyAdds;
    }

    @Override
    public void save(RankState state, boolean last) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        state.write(new DataOutputStream(out));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      states.add(out.toByteArray());
      forms.add(state.form());
    }

    @Override
    public Optional<RankState> resumed() {
      return before.map(RankRunTest::read);
    }

    @Override
    public long mostBytes() {
      return bytes;
    }
  }

  private static RankState read(byte[] state) {
    try {
      return RankState.read(new DataInputStream(new ByteArrayInputStream(state)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A problem that is eliminated in this form first. */
  private static LocalRank problem(Form form) {
    SplittableRandom random = new SplittableRandom(71);
    Architecture a =
        form == Form.GRAM ? Architecture.of(30, 20, 20, 10) : Architecture.of(12, 18, 18, 10);
    int n =
        switch (form) {
          case GRAM -> 60;
          case MIXED -> 160;
          case COLUMNS -> 74;
        };
    Network f = RandomNetworks.network(random, a, Activation.LEAKY_RELU);
    Rational[] x = new Rational[a.inputs() * n];
    for (int i = 0; i < x.length; i++) {
      x[i] = Rational.of(random.nextInt(-1 << 20, 1 << 20), 1 << 20);
    }
    return LocalRank.of(
        f, RationalMatrix.of(a.inputs(), n, x), OutputRows.LOGITS, KinkPolicy.RIGHT);
  }

  private static LocalDimension rank(LocalRank problem, RankRun run) {
    return problem.overField(prime -> new SplittableRandom(prime)::nextLong, -20, run);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aStoppedRunGoesOnToTheSameRank(Form form) {
    LocalRank problem = problem(form);
    Recorded whole = new Recorded(Integer.MAX_VALUE, Optional.empty(), Long.MAX_VALUE);
    LocalDimension expected = rank(problem, whole);
    assertEquals(form, whole.forms.getFirst());
    assertTrue(whole.done >= 0.9 * whole.total && whole.done <= whole.total, whole.done + "");
    assertTrue(whole.states.size() >= 2, "panels: " + whole.states.size());
    for (int panels = 0; panels <= 2; panels++) {
      Recorded first = new Recorded(panels, Optional.empty(), Long.MAX_VALUE);
      assertThrows(StoppedException.class, () -> rank(problem, first));
      Recorded second =
          new Recorded(Integer.MAX_VALUE, Optional.of(first.states.getLast()), Long.MAX_VALUE);
      LocalDimension answer = rank(problem, second);
      assertEquals(expected.rank(), answer.rank());
      assertEquals(expected.primes(), answer.primes());
      assertEquals(expected.certainty(), answer.certainty());
      // what was done before is not done again
      assertTrue(panels == 0 || second.states.size() < whole.states.size());
    }
  }

  /** A state in which the rest has lost its rows gives a smaller rank, and no certainty. */
  @Test
  void theStateIsWhatIsGoneOnFrom() {
    LocalRank problem = problem(Form.MIXED);
    Recorded first = new Recorded(1, Optional.empty(), Long.MAX_VALUE);
    assertThrows(StoppedException.class, () -> rank(problem, first));
    RankState state = read(first.states.getLast());
    // but for the combinations of all rows, at the end
    for (int i = 0; i < state.rows().length - LiveForm.RESERVE; i++) {
      java.util.Arrays.fill(state.rows()[i], 0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      state.write(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // no room for all rows: nothing but a lower bound
    Recorded second = new Recorded(Integer.MAX_VALUE, Optional.of(out.toByteArray()), 0);
    LocalDimension answer = rank(problem, second);
    assertEquals(state.rank() + LiveForm.RESERVE, answer.rank());
    assertTrue(answer.rank() < problem.kernel().rank());
    assertEquals(new Certainty.Probable(0), answer.certainty());
  }

  @Test
  void aStateOfAnotherMatrixIsRefused() {
    Recorded first = new Recorded(1, Optional.empty(), Long.MAX_VALUE);
    assertThrows(StoppedException.class, () -> rank(problem(Form.MIXED), first));
    Recorded second =
        new Recorded(Integer.MAX_VALUE, Optional.of(first.states.getLast()), Long.MAX_VALUE);
    assertThrows(IllegalArgumentException.class, () -> rank(problem(Form.COLUMNS), second));
  }

  @Test
  void aDamagedStateIsRefused() {
    Recorded first = new Recorded(1, Optional.empty(), Long.MAX_VALUE);
    assertThrows(StoppedException.class, () -> rank(problem(Form.GRAM), first));
    byte[] state = first.states.getLast();
    for (int cut : new int[] {0, 3, 20, state.length / 2, state.length - 1}) {
      byte[] part = java.util.Arrays.copyOf(state, cut);
      assertThrows(UncheckedIOException.class, () -> read(part), "cut at " + cut);
    }
    // the count of primes, the prime, the form, the rows, the rank, the column, the reserve, a
    // residue
    for (int at : new int[] {0, 4, 12, 16, 24, 28, 36, 42}) {
      byte[] damaged = state.clone();
      damaged[at] ^= 0x40;
      assertThrows(UncheckedIOException.class, () -> read(damaged), "damaged at " + at);
    }
  }

  @Test
  void workIsASum() {
    double sum = 0;
    for (int t = 0; t < 7; t++) {
      sum += (11.0 - t) * (9 - t);
    }
    assertEquals(sum, DenseElimination.work(11, 9, 7));
    assertEquals(0, DenseElimination.work(11, 9, 0));
  }
}
