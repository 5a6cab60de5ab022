package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code theoria train} refuses before it begins: one line, and nothing written. */
final class TrainBadInputTest {
  @TempDir Path directory;

  @BeforeEach
  void data() throws IOException {
    write("points.csv", "x,y\n-2,1\n-1,1/2\n0,-0.3\n1/2,0.1\n1,0.7\n2,2\n3,1\n4,0\n");
    write("bad.csv", "a,b,label\n1,0,0\n0,1,1\n1,1,3\n");
    write("half.csv", "a,b,label\n1,0,0\n0,1,1/2\n");
    write("beyond.json", "{\"x\":[[1e400,1]],\"y\":[[1,1]]}");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--layers 1,4,1 --data points.csv --rate 0 | --rate | above 0, got \"0\"",
        "--layers 1,4,1 --data points.csv --rate -1 | --rate | above 0, got \"-1\"",
        "--layers 1,4,1 --data points.csv --rate NaN | --rate | above 0, got \"NaN\"",
        "--layers 1,4,1 --data points.csv --rate fast | --rate | above 0, got \"fast\"",
        "--layers 1,4,1 --data points.csv --batch 9 | --batch | at most the 8 examples that are"
            + " trained on, got 9",
        "--layers 1,4,1 --data points.csv --test 0.5 --batch 5 | --batch | at most the 4 examples",
        "--layers 1,4,1 --data points.csv --batch 0 | --batch | or all, got \"0\"",
        "--layers 1,4,1 --data points.csv --test 0.01 | --test | at least one to train on",
        "--layers 1,4,1 --data points.csv --test 0.99 | --test | at least one to train on",
        "--layers 1,4,1 --data points.csv --test 1 | --test | below 1, got \"1\"",
        "--layers 1,4,1 --data points.csv --epochs 0 | --epochs | from 1",
        "--layers 1,4,1 --data points.csv --patience 3 | --patience | --test",
        "--layers 1,4,1 --data points.csv --dropout 0.5 --gradient 1 | --gradient | training mode",
        "--layers 1,4,1 --data points.csv --backend cuda9 | \"cuda9\" is unknown | ejml",
        "--layers 1,4,1 --data points.csv --optimiser adm | --optimiser | did you mean adam?",
        "--layers 1,4,1 --data points.csv --schedule linear | --schedule | warm-up:EPOCHS:SCHEDULE",
        "--layers 1,4,1 --data points.csv --activation rely | --activation | did you mean relu?",
        "--layers 1,4,1 --data points.csv --loss squared | --loss | did you mean square?",
        "--layers 1,4,1 --data points.csv --dropout 1 | --dropout | below 1",
        "--layers 1,0,1 --data points.csv | --layers | of at least 1",
        "--layers 1 --data points.csv | --layers | at least one layer",
        "--layers 2,4,1 --data points.csv | points.csv, X | expected 2",
        "--layers 1,4,3 --data points.csv | points.csv, label of example 2 | from 0 to 2, as the"
            + " model has 3 outputs, got 1/2",
        "--layers 2,4,3 --data bad.csv | bad.csv, label of example 3 | from 0 to 2, as the model"
            + " has 3 outputs, got 3",
        "--layers 2,4,3 --data half.csv | label of example 2 | got 1/2",
        "--layers 1,4,1 --data beyond.json | beyond.json | finite numbers are needed, got Infinity",
        "--layers 784,4,3 --data mnist:10 | mnist:10 | 784 inputs and 10 outputs",
        "--layers 784,4,10 --data mnist:10001 | mnist | 10000",
        "--layers 1,4,1 --data nowhere.csv | nowhere.csv | no such file",
        "--data points.csv | --layers or --model | neither",
        "--layers 1,1 --model tanh --input 1 --data points.csv | --layers or --model | both",
        "--model tanh --data points.csv | --input | none",
        "--model tahn --input 1 --data points.csv | \"tahn\" | did you mean tanh?",
        "--model residual(tanh --input 1 --data points.csv | closed parentheses | tanh",
        "--model softmax --input 2x3 --data points.csv | softmax needs a vector | 2×3",
        "--model tanh --input 1x --data points.csv | --input | got \"1x\"",
        "--layers 1,4,1 --data points.csv --out net.txt | --out | .npz or .json",
        "--layers 1,4,1 --data points.csv --out no/net.npz | --out | folder that is there",
        "--model batch-normalisation --input 1 --data points.csv --out a.npz | --out | square root",
        "--layers 1,4,1 --data points.csv --resume none | --resume: none | no such file",
        "--layers 1,4,1 --data points.csv --resume points.csv | points.csv | another file",
        "--layers 1,4,1 --data points.csv --checkpoint points.csv | not there yet | points.csv",
        "--layers 1,4,1 --data points.csv --checkpoint a --resume b | --checkpoint | both",
        "--layers 1,4,1 --data points.csv --checkpoint no/run | --checkpoint: expected a file in a folder"
            + " that is there, got no/run | theoria: --checkpoint",
        "--layers 1,4,1 --data points.csv --other-backend | --other-backend | --resume",
        "--model tanh --input 1 --data points.csv --dropout 0.9 | --dropout | --model",
        "--model tanh --input 1 --data points.csv --dropout 0 | --dropout | --layers",
        "--model tanh --input 1 --data points.csv --activation relu | --activation | --model",
        "--model tanh --input 1 --data points.csv --output-activation tanh | --output-activation"
            + " | --model",
        "--model tanh --input 1 --data points.csv --initialisation near-twins | --initialisation"
            + " | --model",
        "--layers 1,4,1 --input 1 --data points.csv | --input | expected it with --model",
        "--layers 1,1 --activation tanh --data points.csv | --activation | none in 1,1",
        "--layers 1,1 --dropout 0.1 --data points.csv | --dropout | none in 1,1",
        "--layers 1,4,1 --data points.csv --fallback | --fallback | --backend",
        "--layers 1,4,1 --data points.csv --test 0.5 --least-improvement 0 | --least-improvement"
            + " | --patience",
        "--layers 1,4,1 --data points.csv --momentum 0.9 | --momentum | --optimiser momentum or"
            + " nesterov with it, got adam",
        "--layers 1,4,1 --data points.csv --optimiser gradient-descent --momentum 0.5 | --momentum"
            + " | got gradient-descent",
        "--layers 1,4,1 --data points.csv --weight-decay 1 --decoupled-decay 1 | --weight-decay"
            + " | both",
        "--layers 1,400,1 --data points.csv --polish newton | --polish | at most 500 parameters",
        "--layers 1,4,1 --dropout 0.5 --data points.csv --polish newton | --polish | without"
            + " dropout",
        "--layers 1,4,1 --data points.csv --loss cross-entropy | softmax: expected at least 2"
            + " numbers | --loss logistic",
        "--layers 1,4,1 --data points.csv --output-activation softmax | softmax | 2 outputs",
        "--model residual(dense_1,softmax) --input 1 --data points.csv | softmax | at least 2",
        "--model dense_3,batch-normalisation,dense_1 --input 1 --data points.csv --batch 1"
            + " | --batch | of a single one is constant, got 1 (another --batch or --count?)",
        "--model residual(batch-normalisation),dense_1 --input 1 --data points.csv --batch 7"
            + " | --batch | got a last batch of 1, of 8 examples by 7",
        "--model batch-normalisation --input 1 --data points.csv --count 1 | --batch | (more"
            + " examples?)",
        "--model dense_0 --input 1 --data points.csv | --model: \"dense 0\": dense: | got 0",
        "--model conv_2 --input 1 --data points.csv | \"conv 2\" | did you mean convolution?",
        "--layers 1,4,1 --data points.csv --decoupled-decay 1001 | --decoupled-decay | 1000.0",
        "--layers 1,4,1 --data points.csv --schedule warm-up:2: | --schedule | got"
            + " \"warm-up:2:\"",
        "--layers 1,4,1 --data points.csv --schedule warm-up:2:step:1:x | --schedule | got"
            + " \"warm-up:2:step:1:x\"",
        "--layers 1,4,1 --data points.csv --no-biases --initialisation near-twins | --no-biases"
            + " | got near-twins",
        "--layers 1,4,1 --data points.csv --no-biases --initialisation glorot-with-biases"
            + " | --no-biases | got glorot-with-biases",
        "--model tanh --input 1 --data points.csv --no-biases | --no-biases | --model",
        "--layers 1,4,1 --data points.csv --rate x | theoria: train: Invalid value | theoria train"
            + " --help",
        "--layers 1,4,1 --data points.csv --rats 1 | theoria: train: unknown option | --rate",
        "--layers 1,4,1 --data points.csv --polish nowton | --polish | did you mean newton?",
      })
  void badInput(String line, String operand, String expected) throws IOException {
    List<Path> before = files();
    Run run = Run.of(directory, words("train " + line.strip()));
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertEquals("", run.out());
    for (String part : new String[] {operand, expected}) {
      assertTrue(
          run.err().contains(part.strip()), () -> "expected \"" + part + "\" in: " + run.err());
    }
    assertFalse(run.err().contains("Exception"), run.err());
    assertFalse(run.err().contains("theoria: theoria"), run.err());
    assertFalse(run.err().contains("model: model"), run.err());
    assertEquals(before, files());
  }

  /** Apart at spaces; an underscore is a space in a word. */
  private static String[] words(String line) {
    String[] words = line.split(" +");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace('_', ' ');
    }
    return words;
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }
}
