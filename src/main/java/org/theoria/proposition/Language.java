package org.theoria.proposition;

/** The languages of the texts (command-line option {@code --lang}). */
public enum Language {
  EN,
  FR
}
