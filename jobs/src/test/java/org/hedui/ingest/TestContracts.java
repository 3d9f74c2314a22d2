package org.hedui.ingest;

import java.util.List;
import java.util.Optional;
import org.hedui.contract.Classification;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Semantic;

/** Small contracts, made by hand. */
public final class TestContracts {
  private TestContracts() {}

  /** 姓名*, 身份证号* (key), 单位名称* (key), 金额 with footers 填表人 and 合计. */
  public static Contract payroll(Contract.Load load) {
    return contract(
        "payroll",
        load,
        0,
        column("name", "姓名", Semantic.PERSON_NAME, true, 0, false, "学生姓名"),
        column("id_no", "身份证号", Semantic.ID_NUMBER, true, 1, false, "身份证件号", "证件号码"),
        column("employer", "单位名称", Semantic.TEXT, true, 2, false),
        column("amount", "金额", Semantic.AMOUNT, false, 0, false));
  }

  /** 县 (fills down), 证号* (key), 序号* (key), 姓名*. */
  public static Contract assistance() {
    return assistance(0);
  }

  /** The same, compared with so many earlier deliveries. */
  static Contract assistance(int earlier) {
    return contract(
        "assistance",
        Contract.Load.SNAPSHOT,
        earlier,
        column("county", "县", Semantic.TEXT, false, 0, true, "区县"),
        column("card_no", "证号", Semantic.TEXT, true, 1, false),
        column("member_no", "序号", Semantic.INTEGER, true, 2, false),
        column("name", "姓名", Semantic.PERSON_NAME, true, 0, false));
  }

  private static Contract contract(
      String name, Contract.Load load, int earlier, Column... columns) {
    return new Contract(
        "urn:test:" + name,
        name,
        "1.0.0",
        name,
        name,
        name,
        "FIN",
        Contract.Kind.REGISTRY,
        Optional.of(load),
        earlier,
        Contract.Gate.WARN,
        Optional.empty(),
        List.of("填表人", "合计"),
        List.of(columns),
        List.of(),
        List.of(),
        List.of());
  }

  private static Column column(
      String name,
      String label,
      Semantic semantic,
      boolean required,
      int key,
      boolean fillDown,
      String... aliases) {
    return new Column(
        name,
        label,
        List.of(aliases),
        "string",
        Optional.empty(),
        semantic,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        required,
        false,
        key,
        false,
        fillDown,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Classification.PERSONAL,
        name,
        label);
  }
}
