package org.theoria.report;

import java.util.List;
import org.theoria.certify.Judge;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;

/**
 * The parts of a report that do not depend on the run: how to read a verdict, and the named
 * tolerances.
 */
final class Glossary {

  private Glossary() {}

  static Doc.Section howToRead(Language language) {
    return new Doc.Section(
        List.of(plain(Text.of("How to read a verdict", "Comment lire un verdict"), language)),
        "how-to-read",
        List.of(
            new Doc.Definitions(
                List.of(
                    definition(
                        Text.of("held", "tient"),
                        Text.of(
                            "No instance that was drawn refutes the statement. It is no proof: the"
                                + " number of instances, their distribution and the arithmetic"
                                + " stand beside it, and the bound says how probable a violation"
                                + " can still be under that distribution (95 %, one-sided"
                                + " Clopper-Pearson; undecided instances count as violations).",
                            "Aucune instance tirée ne réfute l'énoncé. Ce n'est pas une preuve : le"
                                + " nombre d'instances, leur loi et l'arithmétique sont indiqués,"
                                + " et la borne dit quelle probabilité une violation peut encore"
                                + " avoir sous cette loi (95 %, Clopper-Pearson unilatéral ; les"
                                + " instances indécises comptent comme des violations)."),
                        language),
                    definition(
                        Text.of("consistent", "compatible"),
                        Text.of(
                            "An equality between values that are not rational: proven enclosures of"
                                + " the two sides overlap, within the relative width given. It may"
                                + " hold; it is not violated by more than that.",
                            "Une égalité entre valeurs non rationnelles : des encadrements prouvés"
                                + " des deux membres se rencontrent, à la largeur relative"
                                + " indiquée. Elle peut être vraie ; elle n'est pas violée de plus"
                                + " que cela."),
                        language),
                    definition(
                        Text.of("refuted", "réfuté"),
                        Text.of(
                            "A certified instance: every hypothesis and the violation were decided"
                                + " exactly (rationals) or by proven"
                                + " enclosures that do not meet. `theoria replay FILE` decides it again from the file alone."
                                    .replace('`', '\''),
                            "Une instance certifiée : chaque hypothèse et la violation ont été"
                                + " décidées exactement (rationnels) ou par des encadrements"
                                + " prouvés disjoints. 'theoria replay FICHIER' le redécide à"
                                + " partir du seul fichier."),
                        language),
                    definition(
                        Text.of("undecided, vacuous", "indécis, vide"),
                        Text.of(
                            "Undecided: the arithmetic could not tell on some instance. Vacuous: no"
                                + " instance met the hypotheses, nothing was tested; it is never"
                                + " counted as held.",
                            "Indécis : l'arithmétique n'a pas pu trancher sur une instance. Vide :"
                                + " aucune instance ne vérifiait les hypothèses, rien n'a été testé"
                                + " ; cela ne compte jamais comme tenu."),
                        language),
                    definition(
                        Text.of(
                            "necessary, redundant, not seen to be needed",
                            "nécessaire, redondante, besoin non constaté"),
                        Text.of(
                            "Of a hypothesis. Necessary: without it a certified counterexample"
                                + " satisfies all the others. Redundant: a proof step, checked or"
                                + " following from others by reasoning, shows that the statement"
                                + " holds without it, and the search agrees. Otherwise it did"
                                + " not see that it is needed, which says no more than that.",
                            "D'une hypothèse. Nécessaire : sans elle, un contre-exemple certifié"
                                + " vérifie toutes les autres. Redondante : une étape de preuve,"
                                + " vérifiée ou déduite d'autres par raisonnement, montre que"
                                + " l'énoncé tient sans elle, et la recherche concorde. Sinon la"
                                + " recherche n'a pas constaté qu'elle est utile, ce qui ne dit"
                                + " rien de plus."),
                        language),
                    definition(
                        Text.of("sharp, not attained", "optimale, non atteinte"),
                        Text.of(
                            "Of the constant of an inequality. Sharp: a certified instance attains"
                                + " the ratio 1 of its sides. Not attained: the largest ratio that"
                                + " was found; that a smaller constant would do is a conjecture.",
                            "De la constante d'une inégalité. Optimale : une instance certifiée"
                                + " atteint le rapport 1 de ses membres. Non atteinte : le plus"
                                + " grand rapport trouvé ; qu'une constante plus petite convienne"
                                + " est une conjecture."),
                        language),
                    definition(
                        Text.of("confirmed, not converged", "confirmé, non convergé"),
                        Text.of(
                            "Of a trained point. Confirmed: an exact critical point was enclosed"
                                + " near it, and what the entry says of it was proven. Such counts"
                                + " are no part of a verdict: they say where training ends.",
                            "D'un point entraîné. Confirmé : un point critique exact a été encadré"
                                + " près de lui, et ce que l'entrée en dit a été prouvé. Ces"
                                + " comptes n'entrent dans aucun verdict : ils disent où"
                                + " l'entraînement finit."),
                        language),
                    definition(
                        Text.of("caught, survives", "démasqué, survit"),
                        Text.of(
                            "Of a false variant of a proof step. Caught: the symbolic side alone"
                                + " proved it false, by an exact point at which it fails or by the"
                                + " limit that is the right one. To give up on it is not enough:"
                                + " then it survives, and the step that it imitates has not been"
                                + " tested.",
                            "D'une variante fausse d'une étape de preuve. Démasquée : le côté"
                                + " symbolique seul a prouvé qu'elle est fausse, par un point exact"
                                + " où elle échoue ou par la vraie limite. Abandonner ne suffit pas"
                                + " : elle survit alors, et l'étape qu'elle imite n'a pas été mise"
                                + " à l'épreuve."),
                        language)))));
  }

  static Doc.Section tolerances(Language language) {
    return new Doc.Section(
        List.of(plain(Text.of("Tolerances", "Tolérances"), language)),
        "tolerances",
        List.of(
            Doc.paragraph(
                Text.of(
                        "No tolerance enters a certification. These decide only what is called"
                            + " consistent, and what is compared with oracles (each oracle says its"
                            + " own).",
                        "Aucune tolérance n'entre dans une certification. Celles-ci décident"
                            + " seulement de ce qui est dit compatible, et de la comparaison aux"
                            + " oracles (chacun dit la sienne).")
                    .in(language)),
            new Doc.Definitions(
                List.of(
                    tolerance(
                        "CONSISTENT_RELATIVE_WIDTH",
                        Judge.CONSISTENT_RELATIVE_WIDTH,
                        Text.of(
                            "The largest relative width of overlapping enclosures that is still"
                                + " called consistent: $2^{-20}$, six decimal digits. A mutant's"
                                + " changed constant, sign, index or exponent moves a side by far"
                                + " more. Wider enclosures make the instance undecided.",
                            "La plus grande largeur relative d'encadrements qui se rencontrent"
                                + " encore dite compatible : $2^{-20}$, six chiffres décimaux. Une"
                                + " constante, un signe, un indice ou un exposant changé par un"
                                + " mutant déplace un membre de bien plus. Au-delà, l'instance est"
                                + " indécise."),
                        language),
                    tolerance(
                        "NEGLIGIBLE_WIDTH",
                        Judge.NEGLIGIBLE_WIDTH,
                        Text.of(
                            "Two sides proven, in intervals of 192 bits, to differ by at most"
                                + " $2^{-100}$ are consistent whatever their size, and counted"
                                + " apart (≈ 0): both are 0, or a saturated activation makes them"
                                + " far smaller. On such an instance a mutant would not be seen.",
                            "Deux membres dont il est prouvé, en intervalles de 192 bits, qu'ils"
                                + " diffèrent d'au plus $2^{-100}$ sont compatibles quelle que soit"
                                + " leur taille, et comptés à part (≈ 0) : ils sont nuls, ou une"
                                + " activation saturée les rend bien plus petits. Sur une telle"
                                + " instance un mutant ne se verrait pas."),
                        language)))));
  }

  private static Doc.Definition tolerance(
      String name, double value, Text meaning, Language language) {
    return new Doc.Definition(
        List.of(new Inline.Code(name + " = " + Double.toHexString(value))),
        List.of(Doc.paragraph(meaning.in(language))));
  }

  private static Doc.Definition definition(Text term, Text meaning, Language language) {
    return new Doc.Definition(
        List.of(plain(term, language)), List.of(Doc.paragraph(meaning.in(language))));
  }

  private static Inline plain(Text text, Language language) {
    return new Inline.Plain(text.in(language));
  }
}
