package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** The computed steps of {@link ClassificationProof}: identities of the risk itself, at shapes. */
final class ClassificationSteps {

  private ClassificationSteps() {}

  static Step taylor(DeepLinearIdentities.Taylor identities) {
    return own(
        "taylor",
        Text.of(
            "The expansion along any line, by the risk itself:"
                + " $(W_H+tV_H)\\cdots(W_1+tV_1)X=P_0+tP_1+t^2P_2+\\cdots$.",
            "Le développement le long d'une droite, par le risque lui-même :"
                + " $(W_H+tV_H)\\cdots(W_1+tV_1)X=P_0+tP_1+t^2P_2+\\cdots$."),
        "\\widehat R(\\mathbf W+t\\mathbf V)=\\|P_0-Y\\|^2+2t\\langle P_0-Y,P_1\\rangle"
            + "+t^2\\bigl(\\|P_1\\|^2+2\\langle P_0-Y,P_2\\rangle\\bigr)+\\cdots",
        List.of(
            DeepLinearShape.of(identities, 1, 1, 1, 1),
            DeepLinearShape.of(identities, 1, 1, 2, 1),
            DeepLinearShape.of(identities, 1, 1, 1, 1, 1)),
        Text.of(
            "all real weights, directions, X, Y, t; (1,1,1), (1,2,1), (1,1,1,1)",
            "tous poids, directions, X, Y, t réels ; (1,1,1), (1,2,1), (1,1,1,1)"));
  }

  static Step turning(ClassificationIdentities.Turning identities) {
    return own(
        "turning",
        Text.of(
            "Turning $u_i$, $i\\in\\mathcal S$, towards $u_j$, $j\\notin\\mathcal S$: $V_H=u_je_i^T$, $V_1=e_iu_j^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ (in"
                + " the gauge $D_h=I$).",
            "Tourner $u_i$, $i\\in\\mathcal S$, vers $u_j$, $j\\notin\\mathcal S$ : $V_H=u_je_i^T$, $V_1=e_iu_j^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ (dans"
                + " la jauge $D_h=I$)."),
        "\\widehat R(\\mathbf W+t\\mathbf V)-\\widehat R(\\mathbf W)=-t^2(\\lambda_j-\\lambda_i)+t^4\\lambda_j",
        List.of(DeepLinearShape.of(identities, 3, 2, 1, 2)),
        Text.of(
            "(2,1,2), n = 3; all orthogonal rows of $G$, all noise, all real t",
            "(2,1,2), n = 3 ; toutes lignes orthogonales de $G$, tout bruit, tout t réel"));
  }

  static Step blocks(ClassificationIdentities.Blocks identities) {
    return own(
        "blocks",
        Text.of(
            "$\\widehat R$ as a function of the blocks $Z_h$ alone.",
            "$\\widehat R$ en fonction des seuls blocs $Z_h$."),
        "\\widehat R=c-2\\,\\mathrm{tr}(MZ_H\\cdots Z_1)+\\|Z_H\\cdots Z_1X\\|^2,\\qquad M=\\Sigma_{XY}U_Q",
        List.of(
            DeepLinearShape.of(identities, 1, 1, 2, 2, 2),
            DeepLinearShape.of(identities, 2, 2, 2, 2, 2)),
        Text.of(
            "(1,2,2,2), n = 1, and (2,2,2,2), n = 2, r = 1; all real blocks, X, Y",
            "(1,2,2,2), n = 1, et (2,2,2,2), n = 2, r = 1 ; tous blocs, X, Y réels"));
  }

  static Step generalForm(int factor, boolean kept) {
    NormalFormIdentities.GeneralForm one = new NormalFormIdentities.GeneralForm(1, factor, kept);
    NormalFormIdentities.GeneralForm two = new NormalFormIdentities.GeneralForm(2, factor, kept);
    return own(
        "second-order-form",
        Text.of(
            "The term in $t^2$ along any $\\mathbf V$, $V_1=[u;z_1]$, $V_h=[a_h,b_h;c_h,z_h]$, at any $Z_1,\\dots,Z_H$, $F$, $M$:"
                + " $\\alpha=\\sum a_h$, $\\beta=u+\\sum b_hZ_{h-1}\\cdots Z_1$, $\\gamma=\\sum Z_H\\cdots Z_{h+1}c_h$,"
                + " $\\zeta=\\sum Z_H\\cdots Z_{h+1}z_hZ_{h-1}\\cdots Z_1$. $\\varepsilon$ has the terms with $FM$, with $Z_H\\cdots Z_1$, and"
                + " $2\\,\\mathrm{tr}(c_hb_gZ_{g-1}\\cdots Z_1MZ_H\\cdots Z_{h+1})$, $g\\ge h$.",
            "Le terme en $t^2$ le long de tout $\\mathbf V$, $V_1=[u;z_1]$, $V_h=[a_h,b_h;c_h,z_h]$, pour tous $Z_1,\\dots,Z_H$, $F$, $M$ :"
                + " $\\alpha=\\sum a_h$, $\\beta=u+\\sum b_hZ_{h-1}\\cdots Z_1$, $\\gamma=\\sum Z_H\\cdots Z_{h+1}c_h$,"
                + " $\\zeta=\\sum Z_H\\cdots Z_{h+1}z_hZ_{h-1}\\cdots Z_1$. $\\varepsilon$ réunit les termes avec $FM$, avec $Z_H\\cdots Z_1$,"
                + " et $2\\,\\mathrm{tr}(c_hb_gZ_{g-1}\\cdots Z_1MZ_H\\cdots Z_{h+1})$, $g\\ge h$."),
        "\\|(\\alpha F+\\beta)X\\|^2+\\|(\\gamma F+\\zeta)X\\|^2-2\\,\\mathrm{tr}(M\\gamma\\beta)"
            + "-2\\sum_{h>g}\\mathrm{tr}(z_hT_{hg}z_gN_{hg})+\\varepsilon",
        List.of(
            DeepLinearShape.of(one, 2, 2, 2, 2),
            DeepLinearShape.of(one, 2, 2, 2, 2, 2),
            DeepLinearShape.of(one, 2, 2, 3, 2, 2),
            DeepLinearShape.of(one, 3, 3, 2, 3, 3),
            DeepLinearShape.of(one, 1, 1, 2, 2, 2, 2),
            DeepLinearShape.of(two, 2, 2, 3, 3),
            DeepLinearShape.of(two, 2, 2, 3, 3, 3)),
        Text.of(
            "(2,2,2), (2,2,2,2), (2,3,2,2), (3,2,3,3), (1,2,2,2,2), r = 1; (2,3,3), (2,3,3,3), r = 2; $\\Sigma_{XX}=I$; all real directions,"
                + " $F$, $M$, $Z_h$",
            "(2,2,2), (2,2,2,2), (2,3,2,2), (3,2,3,3), (1,2,2,2,2), r = 1 ; (2,3,3), (2,3,3,3), r = 2 ; $\\Sigma_{XX}=I$ ; toutes directions,"
                + " $F$, $M$, $Z_h$ réels"));
  }

  static Step blockGradient(int factor) {
    NormalFormIdentities.BlockGradient one = new NormalFormIdentities.BlockGradient(1, factor);
    return own(
        "block-gradient",
        Text.of(
            "The derivative of $\\widehat R$ in each block $Z_h$, from $\\widehat R$ itself.",
            "La dérivée de $\\widehat R$ en chaque bloc $Z_h$, à partir de $\\widehat R$ elle-même."),
        "\\nabla_{Z_h}\\widehat R=-2(Z_{h-1}\\cdots Z_1MZ_H\\cdots Z_{h+1})^T"
            + "+2(Z_H\\cdots Z_{h+1})^TZ_H\\cdots Z_1\\Sigma_{XX}(Z_{h-1}\\cdots Z_1)^T",
        List.of(
            DeepLinearShape.of(one, 2, 2, 2, 2),
            DeepLinearShape.of(one, 2, 2, 2, 2, 2),
            DeepLinearShape.of(one, 2, 2, 3, 2, 3),
            DeepLinearShape.of(one, 1, 1, 2, 2, 2, 2)),
        Text.of(
            "(2,2,2), (2,2,2,2), (2,3,2,3), (1,2,2,2,2), r = 1, $\\Sigma_{XX}=I$; all real $F$, $M$, $Z_h$",
            "(2,2,2), (2,2,2,2), (2,3,2,3), (1,2,2,2,2), r = 1, $\\Sigma_{XX}=I$ ; tous $F$, $M$, $Z_h$ réels"));
  }

  static Step tightenedForm(ClassificationIdentities.SecondOrder identities) {
    return own(
        "tightened-form",
        Text.of(
            "The form at a family of tightened points, without its last sum and $\\zeta$.",
            "La forme en une famille de points tenus, sans sa dernière somme ni $\\zeta$."),
        "\\|P_1\\|^2+2\\langle P_0-Y,P_2\\rangle=\\|(\\alpha F+\\beta)X\\|^2+\\|\\gamma FX\\|^2-2\\,\\mathrm{tr}(M\\gamma\\beta)",
        List.of(DeepLinearShape.of(identities, 2, 2, 2, 2, 2)),
        Text.of(
            "(2,2,2,2), r = 1, $Z_1=eF$, $Z_2=Z_3=0$, $\\Sigma_{XX}=I$; all real directions, $F$, $M$, e",
            "(2,2,2,2), r = 1, $Z_1=eF$, $Z_2=Z_3=0$, $\\Sigma_{XX}=I$ ; toutes directions, $F$, $M$, e réels"));
  }

  static Step looseForm(ClassificationIdentities.SecondOrder identities) {
    return own(
        "loose-form",
        Text.of(
            "The form at a family of points that are not tightened: it has the term of the blocks of a pivot.",
            "La forme en une famille de points non tenus : elle a le terme des blocs d'un pivot."),
        "\\cdots-2\\,\\mathrm{tr}(z_hT_{hg}z_gN_{hg})",
        List.of(DeepLinearShape.of(identities, 2, 2, 2, 2, 2)),
        Text.of(
            "(2,2,2,2), r = 1, $Z_1=Z_3=0$, $\\Sigma_{XX}=I$; all real directions, $F$, $M$, $Z_2$",
            "(2,2,2,2), r = 1, $Z_1=Z_3=0$, $\\Sigma_{XX}=I$ ; toutes directions, $F$, $M$, $Z_2$ réels"));
  }

  static Step reductions(ClassificationIdentities.Reductions identities) {
    return own(
        "reductions",
        Text.of(
            "Transposing the product, and inputs $CX$ in place of $X$.",
            "Transposer le produit, et des entrées $CX$ au lieu de $X$."),
        "\\|W_H\\cdots W_1-G\\|^2=\\|W_1^T\\cdots W_H^T-G^T\\|^2,\\qquad \\|W_H\\cdots W_1(CX)-Y\\|^2=\\|W_H\\cdots(W_1C)X-Y\\|^2",
        List.of(
            DeepLinearShape.of(identities, 2, 1, 2, 2),
            DeepLinearShape.of(identities, 1, 2, 1, 2),
            DeepLinearShape.of(identities, 1, 2, 1, 2, 1)),
        Text.of(
            "(1,2,2), (2,1,2), (2,1,2,1); all real weights, C, X, Y, G",
            "(1,2,2), (2,1,2), (2,1,2,1) ; tous poids, C, X, Y, G réels"));
  }

  private static Step own(
      String id, Text text, String latex, List<FormalClaims> shapes, Text range) {
    return new Step(id, text, latex, new Justification.OwnClaims(shapes, range));
  }
}
