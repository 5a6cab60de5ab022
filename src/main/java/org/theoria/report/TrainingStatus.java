package org.theoria.report;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.theoria.proposition.Language;
import org.theoria.train.HeldOut;

/**
 * How a training stands.
 *
 * @param loss the mean loss on the examples
 * @param heldOut on examples that are not trained on, where there are some
 * @param gradientNorm the norm of the gradient
 * @param rate the learning rate
 */
public record TrainingStatus(
    double loss, Optional<HeldOut.Measure> heldOut, double gradientNorm, double rate) {

  /** All on one line: "loss 0.693 test 0.7 51.0 % ‖∇E‖ 0.125 rate 0.00100". */
  public String text(Language language) {
    return Stream.of(
            Optional.of(loss(language)),
            test(language),
            Optional.of(norm(language)),
            Optional.of(rate(language)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("  "));
  }

  void addTo(ProgressLine line, Language language) {
    line.add(ProgressLine.Field.LOSS, loss(language));
    test(language).ifPresent(t -> line.add(ProgressLine.Field.TEST, t));
    line.add(ProgressLine.Field.NORM, norm(language));
    line.add(ProgressLine.Field.RATE, rate(language));
  }

  private String loss(Language language) {
    return (language == Language.FR ? "perte " : "loss ") + digits(loss, language);
  }

  private Optional<String> test(Language language) {
    return heldOut.map(
        h ->
            "test "
                + digits(h.loss(), language)
                + (h.accuracy().isPresent()
                    ? number(" %.1f %%", h.accuracy().getAsDouble() * 100, language)
                    : ""));
  }

  private String norm(Language language) {
    return "‖∇E‖ " + digits(gradientNorm, language);
  }

  private String rate(Language language) {
    return (language == Language.FR ? "taux " : "rate ") + digits(rate, language);
  }

  private static String digits(double value, Language language) {
    return number("%.3g", value, language);
  }

  private static String number(String format, double value, Language language) {
    return Numbers.decimal(String.format(Locale.ROOT, format, value), language);
  }
}
