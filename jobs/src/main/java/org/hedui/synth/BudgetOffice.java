package org.hedui.synth;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The treasury's budget of aid, once more a month; it names nobody. */
final class BudgetOffice implements Office {
  private static final double SPARE = 1.05;
  private static final double FIRST_MONTH = .5;
  private static final int TEN_THOUSAND = 10_000;
  private static final Form FORM =
      Form.modernValues("aid_budget", "资助预算执行", "学期 县代码 项目代码 预算人数 预算金额 已拨付金额 截止日期 单位");

  private final PaymentOffice payments;

  BudgetOffice(PaymentOffice payments) {
    this.payments = payments;
  }

  @Override
  public void file(Household household, Desk desk) {
    // A budget knows no household.
  }

  @Override
  public void finish(Desk desk) throws IOException {
    for (int before = 1; before >= 0; before--) {
      for (Map.Entry<Programme, List<Long>> sums : payments.paid().entrySet()) {
        long heads = sums.getValue().get(0);
        long yuan = sums.getValue().get(1);
        long spent = before == 0 ? yuan : Math.round(yuan * FIRST_MONTH);
        boolean tenThousands = before == 0 && heads % 3 == 0;
        desk.submit(
            FORM,
            before,
            List.of(
                PaymentOffice.term(desk.date(), false),
                desk.map().county(),
                sums.getKey().name(),
                String.valueOf(heads),
                money(Math.round(yuan * SPARE), tenThousands),
                money(spent, tenThousands),
                desk.deliveryDate(before).toString(),
                tenThousands ? "万元" : "元"));
      }
    }
  }

  private static String money(long yuan, boolean tenThousands) {
    return tenThousands ? "%.4f".formatted((double) yuan / TEN_THOUSAND) : String.valueOf(yuan);
  }
}
