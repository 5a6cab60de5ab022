"use strict";
// Typesets every formula of the page with the KaTeX that the page carries. A formula that KaTeX
// refuses stays as its LaTeX source, marked, with the reason as its title.
(() => {
  let refused = 0;
  for (const source of document.querySelectorAll("code.math")) {
    const formula = document.createElement("span");
    try {
      katex.render(source.textContent, formula, {
        displayMode: source.hasAttribute("data-display"),
        throwOnError: true,
        strict: "ignore",
        trust: false,
      });
      source.replaceWith(formula);
    } catch (error) {
      source.classList.add("refused");
      source.title = String(error.message);
      refused++;
    }
  }
  document.documentElement.dataset.refusedFormulas = String(refused);

  const contents = document.querySelector("nav details");
  if (contents && window.matchMedia("(max-width: 64rem)").matches) {
    contents.open = false;
  }
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details.fold")) {
      details.open = true;
    }
  });
})();
