package org.hedui.reconcile;

/** What somebody answers about a case; the codes of the list {@code case_verdict}. */
public enum Verdict {
  /** 属实: it is as found. */
  CONFIRMED(CaseState.CONFIRMED),
  /** 不属实-数据已更正: it was a slip in the data, which has been mended at the source. */
  DATA_CORRECTED(CaseState.NOT_CONFIRMED),
  /** 不属实-数据源错误: another registry is wrong. */
  SOURCE_WRONG(CaseState.NOT_CONFIRMED),
  /** 政策豁免: as found, and a policy allows it for a time. */
  EXEMPT(CaseState.EXEMPTED),
  /** 无法核实: nobody can tell yet. */
  UNVERIFIABLE(CaseState.VERIFYING);

  private final CaseState state;

  Verdict(CaseState state) {
    this.state = state;
  }

  /** The state of a case that was answered so. */
  public CaseState state() {
    return state;
  }
}
