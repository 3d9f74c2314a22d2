package org.hedui.deliver.paper;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What a letter home says.
 *
 * @param name the pupil
 * @param school the pupil's school
 * @param place the pupil's class
 * @param county where the office is
 * @param term of the payments
 * @param aids what was paid
 * @param amount their sum
 * @param schoolContact who answers at school; empty if no roster says
 * @param townContact who answers in the township; empty if no roster says
 */
record Letter(
    String name,
    String school,
    String place,
    String county,
    String term,
    List<Aid> aids,
    BigDecimal amount,
    String schoolContact,
    String townContact) {

  /** A payment. */
  record Aid(String programme, Optional<Date> day, BigDecimal amount, String account) {}

  /** Copies the list. */
  Letter {
    aids = List.copyOf(aids);
  }

  /** A row of the view {@code letter}. */
  static Letter of(Row row) {
    List<Row> aids = row.getList(row.fieldIndex("aids"));
    return new Letter(
        Texts.of(row, "name"),
        Texts.of(row, "school"),
        Texts.of(row, "class"),
        Texts.of(row, "county"),
        Texts.of(row, "term"),
        aids.stream()
            .map(
                aid ->
                    new Aid(
                        Texts.of(aid, "programme"),
                        Optional.ofNullable(aid.<Date>getAs("pay_date")),
                        aid.getAs("amount"),
                        Texts.of(aid, "account_tail")))
            .toList(),
        row.getAs("amount"),
        Texts.of(row, "school_contact"),
        Texts.of(row, "town_contact"));
  }
}
