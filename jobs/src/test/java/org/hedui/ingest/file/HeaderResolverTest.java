package org.hedui.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hedui.contract.Contract;
import org.hedui.ingest.TestContracts;
import org.junit.jupiter.api.Test;

class HeaderResolverTest {
  private final HeaderResolver resolver =
      new HeaderResolver(Layout.of(TestContracts.payroll(Contract.Load.SNAPSHOT)));

  private static SourceRow row(int number, String... cells) {
    return new SourceRow(number, List.of(cells));
  }

  @Test
  void everyFormOfALabelResolves() {
    Header header =
        resolver
            .find(List.of(row(1, "　姓 名＊", "身份证\n件号（18位）", "单位名称(*)：", "金额（万元）", "备注")))
            .orElseThrow();
    assertThat(header.columns()).containsExactly(0, 1, 2, 3, Header.EXTRA);
    assertThat(header.units()).isEqualTo(Map.of("amount", "万元"));
    assertThat(header.unknown()).containsExactly("备注");
    assertThat(header.missing()).isEmpty();
  }

  @Test
  void exactLabelsComeBeforeAliasesAndTheFirstOfTwoWins() {
    Header header =
        resolver.find(List.of(row(1, "证件号码", "姓名", "姓名", "身份证号", "单位名称"))).orElseThrow();
    assertThat(header.columns()).containsExactly(Header.EXTRA, 0, Header.EXTRA, 1, 2);
    assertThat(header.names().get(0)).isEqualTo("证件号码");
    assertThat(header.names().get(2)).isEqualTo("姓名#3");
  }

  @Test
  void theRowThatNamesMostColumnsIsTheHeader() {
    Header header =
        resolver
            .find(
                List.of(
                    row(1, "财政供养人员花名册"),
                    row(2, "填报单位：财政局", "", "单位：万元"),
                    row(4, "姓名", "身份证号", "单位名称", "金额"),
                    row(5, "姓名", "身份证号", "x")))
            .orElseThrow();
    assertThat(header.row()).isEqualTo(4);
    assertThat(header.units()).isEqualTo(Map.of("amount", "万元"));
  }

  @Test
  void aMissingRequiredColumnIsNamed() {
    Header header = resolver.find(List.of(row(1, "姓名", "号（原）", "单位名称"))).orElseThrow();
    assertThat(header.missing()).containsExactly("身份证号");
    assertThat(header.unknown()).containsExactly("号（原）");
  }

  @Test
  void oneLabelOrFewerThanHalfOfTheRequiredIsNoHeader() {
    assertThat(resolver.find(List.of(row(1, "姓名", "备注"), row(2, "姓名", "金额")))).isEmpty();
  }
}
